import { getTable, type Input, type Item, run, validate } from './dynalite.ts'
import { asDynamoDbError, validationError } from './errors.ts'
import type { ItemStore } from './store.ts'
import { isObject } from './transaction-items.ts'
import { writeItem } from './write-item.ts'

const prefix = 'time-to-live~'
/** AWS leaves alone what expired longer ago than this: such a number is more likely no time at all. */
const maxAgeSeconds = 5 * 365 * 24 * 3600

export async function updateTimeToLive(store: ItemStore, input: Input): Promise<Input> {
  const { TableName, TimeToLiveSpecification: wanted } = input
  if (typeof TableName !== 'string' || !isObject(wanted) || typeof wanted.Enabled !== 'boolean') {
    throw validationError('TableName and TimeToLiveSpecification with Enabled and AttributeName are needed')
  }
  const { AttributeName: attribute, Enabled } = wanted
  if (typeof attribute !== 'string' || attribute.length < 1 || attribute.length > 255) {
    throw validationError('TimeToLiveSpecification.AttributeName must be a name of 1 to 255 characters')
  }
  await getTable(store.dynalite, TableName)
  const current = await attributeOf(store, TableName)
  if (Enabled && current !== undefined) throw validationError('TimeToLive is already enabled')
  if (!Enabled && current === undefined) throw validationError('TimeToLive is already disabled')
  if (!Enabled && current !== attribute) throw validationError('TimeToLive is active on a different AttributeName')
  const key = prefix + TableName
  await store.commit([Enabled ? { type: 'put', key, value: attribute } : { type: 'del', key }])
  return { TimeToLiveSpecification: { Enabled, AttributeName: attribute } }
}

export async function describeTimeToLive(store: ItemStore, { TableName }: Input): Promise<Input> {
  if (typeof TableName !== 'string') throw validationError('TableName is needed')
  await getTable(store.dynalite, TableName, false)
  const attribute = await attributeOf(store, TableName)
  const status = attribute === undefined ? {} : { AttributeName: attribute }
  return {
    TimeToLiveDescription: { TimeToLiveStatus: attribute === undefined ? 'DISABLED' : 'ENABLED', ...status },
  }
}

/** A table of the same name that is created later starts without. */
export async function forgetTimeToLive(store: ItemStore, table: string): Promise<void> {
  await store.commit([{ type: 'del', key: prefix + table }])
}

/** Deletes what has expired in every table that has an attribute for it. */
export async function expireItems(store: ItemStore, nowMs: number): Promise<void> {
  const now = Math.floor(nowMs / 1000)
  for await (const [key, attribute] of store.dynalite.db.iterator({ gte: prefix, lt: `${prefix}\xff` })) {
    await expireTable(store, key.slice(prefix.length), String(attribute), now).catch((error: unknown) => {
      // A table may be deleted meanwhile.
      if (asDynamoDbError(error).name !== 'ResourceNotFoundException') throw error
    })
  }
}

async function expireTable(store: ItemStore, TableName: string, attribute: string, now: number): Promise<void> {
  const { KeySchema } = await getTable(store.dynalite, TableName)
  const expired = {
    expression: '#at < :now AND #at > :then',
    ExpressionAttributeNames: { '#at': attribute },
    ExpressionAttributeValues: { ':now': { N: String(now) }, ':then': { N: String(now - maxAgeSeconds) } },
  }
  const { expression, ...parameters } = expired
  let start: unknown
  do {
    const input = { TableName, FilterExpression: expression, ...structuredClone(parameters) }
    const scan = validate(store.dynalite, 'Scan', start ? { ...input, ExclusiveStartKey: start } : input)
    const { Items, LastEvaluatedKey } = await run(store.dynalite, 'Scan', scan)
    for (const item of Items as Item[]) {
      const Key = Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]))
      const deletion = { TableName, Key, ConditionExpression: expression, ...structuredClone(parameters) }
      await writeItem(store, 'DeleteItem', deletion).catch((error: unknown) => {
        // It was given more time between the two.
        if (asDynamoDbError(error).name !== 'ConditionalCheckFailedException') throw error
      })
    }
    start = LastEvaluatedKey
  } while (start)
}

async function attributeOf(store: ItemStore, table: string): Promise<string | undefined> {
  return (await store.dynalite.db.get(prefix + table)) as string | undefined
}
