import type { Operation } from '../../server/operation.ts'
import { createIndex, deleteIndex, readIndexChange } from '../change-indexes.ts'
import { changeTable, requireActive } from '../change-table.ts'
import { getTable, type Input } from '../dynalite.ts'
import { runDynalite } from '../dynalite-operation.ts'
import { validationError } from '../errors.ts'
import type { DynamoDbContext } from '../operation.ts'
import { refuseUnkept } from '../refuse-unkept.ts'
import type { ItemStore } from '../store.ts'
import { tableName } from '../table-name.ts'
import { readTableSettings } from '../table-settings.ts'
import { isOnDemand } from '../table-with-index.ts'

/** dynalite changes throughput and billing; indexes and the settings that it does not know are changed here. */
export const updateTable: Operation<DynamoDbContext> = async ({ store }, given) => {
  const input = given as Input
  refuseUnkept('UpdateTable', input)
  const change = readIndexChange(input.GlobalSecondaryIndexUpdates)
  const settings = readTableSettings(store.dynalite, input)
  if (typeof input.TableName !== 'string' || (!change && Object.keys(settings).length === 0)) {
    return runDynalite(store.dynalite, 'UpdateTable', input)
  }
  const name = tableName(store.dynalite, input.TableName)
  const [other] = change ? othersThan(INDEX_MEMBERS, input) : othersThan(SETTING_MEMBERS, input)
  if (other !== undefined) {
    throw validationError(`${other} is not supported here together with an index or a setting: use two requests`)
  }
  if (!change) return { TableDescription: await changeSettings(store, name, settings) }
  await refuseOtherBilling(store, name, input.BillingMode)
  const { kind, index } = change
  const TableDescription =
    kind === 'Create'
      ? await createIndex(store, name, index, input.AttributeDefinitions)
      : await deleteIndex(store, name, index.IndexName)
  return { TableDescription }
}

/** Tools repeat the mode that a table has. */
async function refuseOtherBilling(store: ItemStore, name: string, mode: unknown): Promise<void> {
  const table = await getTable(store.dynalite, name, false)
  if (mode == null || mode === (isOnDemand(table) ? 'PAY_PER_REQUEST' : 'PROVISIONED')) return
  throw validationError('Another BillingMode is not supported here together with an index: use two requests')
}

const INDEX_MEMBERS = ['TableName', 'GlobalSecondaryIndexUpdates', 'AttributeDefinitions', 'BillingMode']
const SETTING_MEMBERS = ['TableName', 'SSESpecification', 'DeletionProtectionEnabled']

function othersThan(members: string[], input: Input): string[] {
  return Object.keys(input).filter((member) => input[member] != null && !members.includes(member))
}

async function changeSettings(store: ItemStore, name: string, settings: Input) {
  const { after } = await changeTable(store, name, (table) => {
    requireActive(table)
    return { ...table, ...settings }
  })
  return after
}
