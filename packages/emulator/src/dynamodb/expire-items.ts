import { getTable, type Item } from './dynalite.ts'
import { runDynalite } from './dynalite-operation.ts'
import { asAwsError } from './errors.ts'
import type { ItemStore } from './store.ts'
import { PREFIX } from './time-to-live.ts'
import { writeItem } from './write-item.ts'

/** AWS leaves alone what expired longer ago than this: such a number is more likely no time at all. */
const MAX_AGE_SECONDS = 5 * 365 * 24 * 3600

/** Deletes what has expired in every table that has an attribute for it. */
export async function expireItems(store: ItemStore, nowMs: number): Promise<void> {
  const now = Math.floor(nowMs / 1000)
  for await (const [key, attribute] of store.dynalite.db.iterator({ gte: PREFIX, lt: `${PREFIX}\xff` })) {
    await expireTable(store, key.slice(PREFIX.length), String(attribute), now).catch((error: unknown) => {
      // A table may be deleted meanwhile.
      if (asAwsError(error).name !== 'ResourceNotFoundException') throw error
    })
  }
}

async function expireTable(store: ItemStore, TableName: string, attribute: string, now: number): Promise<void> {
  const { KeySchema } = await getTable(store.dynalite, TableName)
  const expired = {
    expression: '#at < :now AND #at > :then',
    ExpressionAttributeNames: { '#at': attribute },
    ExpressionAttributeValues: { ':now': { N: String(now) }, ':then': { N: String(now - MAX_AGE_SECONDS) } },
  }
  const { expression, ...parameters } = expired
  let start: unknown
  do {
    const input = { TableName, FilterExpression: expression, ...structuredClone(parameters) }
    const page = start ? { ...input, ExclusiveStartKey: start } : input
    const { Items, LastEvaluatedKey } = await runDynalite(store.dynalite, 'Scan', page)
    for (const item of Items as Item[]) {
      const Key = Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]))
      const deletion = { TableName, Key, ConditionExpression: expression, ...structuredClone(parameters) }
      await writeItem(store, 'DeleteItem', deletion).catch((error: unknown) => {
        // It was given more time between the two.
        if (asAwsError(error).name !== 'ConditionalCheckFailedException') throw error
      })
    }
    start = LastEvaluatedKey
  } while (start)
}
