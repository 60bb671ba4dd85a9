import type { Operation } from '../../server/operation.ts'
import { type Input, run, validate } from '../dynalite.ts'
import { runDynalite } from '../dynalite-operation.ts'
import type { DynamoDbContext } from '../operation.ts'
import { refuseUnkept } from '../refuse-unkept.ts'
import { readTableSettings } from '../table-settings.ts'
import { forgetTimeToLive } from '../time-to-live.ts'

export const createTable: Operation<DynamoDbContext> = async ({ store }, given) => {
  const input = given as Input
  refuseUnkept('CreateTable', input)
  const { Tags: tags } = input
  const settings = { DeletionProtectionEnabled: false, ...readTableSettings(store.dynalite, input) }
  const parsed = validate(store.dynalite, 'CreateTable', input)
  const output = await run(store.dynalite, 'CreateTable', { ...parsed, ...settings })
  const { TableName, TableArn } = output.TableDescription as { TableName: string; TableArn: string }
  await forgetTimeToLive(store, TableName)
  if (Array.isArray(tags) && tags.length > 0) {
    await runDynalite(store.dynalite, 'TagResource', { ResourceArn: TableArn, Tags: tags })
  }
  return output
}
