import { getTable, type Input, run, validate } from './dynalite.ts'
import { asDynamoDbError, DynamoDbError, validationError } from './errors.ts'
import type { ItemStore } from './store.ts'
import { forgetTimeToLive } from './time-to-live.ts'

/** What of CreateTable would change how the table works, and is not done here: better no table than another one. */
const refused: Record<string, (value: unknown) => boolean> = {
  StreamSpecification: (value) => (value as { StreamEnabled?: boolean } | null)?.StreamEnabled === true,
  DeletionProtectionEnabled: (value) => value === true,
  ResourcePolicy: (value) => value != null,
  GlobalTableSourceArn: (value) => value != null,
}

export async function createTable(store: ItemStore, input: Input): Promise<Input> {
  for (const [name, matters] of Object.entries(refused)) {
    if (matters(input[name])) throw validationError(`${name} is not supported here`)
  }
  const { Tags: tags } = input
  const output = await run(store.dynalite, 'CreateTable', validate(store.dynalite, 'CreateTable', input))
  const { TableName, TableArn } = output.TableDescription as { TableName: string; TableArn: string }
  await forgetTimeToLive(store, TableName)
  if (Array.isArray(tags) && tags.length > 0) {
    const tagging = validate(store.dynalite, 'TagResource', { ResourceArn: TableArn, Tags: tags })
    await run(store.dynalite, 'TagResource', tagging)
  }
  return output
}

/** dynalite changes throughput and billing, and passes over all else: an index that was asked for would never come. */
export async function updateTable(store: ItemStore, input: Input): Promise<Input> {
  for (const [name, matters] of Object.entries(refused)) {
    if (matters(input[name])) throw validationError(`${name} is not supported here`)
  }
  const { GlobalSecondaryIndexUpdates: updates } = input
  for (const update of Array.isArray(updates) ? updates : []) {
    for (const change of ['Create', 'Delete']) {
      if (update?.[change] == null) continue
      throw validationError(
        `${change} in GlobalSecondaryIndexUpdates is not supported here: name indexes in CreateTable`,
      )
    }
  }
  return run(store.dynalite, 'UpdateTable', validate(store.dynalite, 'UpdateTable', input))
}

/** Backups of any kind are not made here. */
export async function describeContinuousBackups(store: ItemStore, { TableName }: Input): Promise<Input> {
  if (typeof TableName !== 'string') throw validationError('TableName is needed')
  try {
    await getTable(store.dynalite, TableName, false)
  } catch (cause) {
    if (asDynamoDbError(cause).name !== 'ResourceNotFoundException') throw cause
    throw new DynamoDbError('TableNotFoundException', `Table not found: ${TableName}`)
  }
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  }
}
