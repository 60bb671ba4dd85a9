import type { TableSource } from 'emulator'

interface Requests {
  RequestItems: Record<string, { PutRequest: { Item: Item } }[] | { Keys: Item[] }>
}

type Item = Record<string, unknown>
type Answer = (input: Requests) => object

/** The bare endpoint's records by the names of DynamoDB's operations: in a map, neither validated nor stored. */
export function createRecords(tables: readonly TableSource[]): Record<string, Answer> {
  const records = new Map<string, Item>()
  const schemas = new Map(tables.map(({ table }) => [table.TableName, table.KeySchema]))
  const keyOf = (table: string, item: Item) =>
    JSON.stringify([table, schemas.get(table)?.map(({ AttributeName }) => item[AttributeName])])
  const put = (table: string, item: Item) => records.set(keyOf(table, item), item)
  for (const { table, items } of tables) for (const item of items) put(table.TableName, item)

  return {
    BatchWriteItem: ({ RequestItems }) => {
      for (const [table, puts] of Object.entries(RequestItems)) {
        if (Array.isArray(puts)) for (const { PutRequest } of puts) put(table, PutRequest.Item)
      }
      return { UnprocessedItems: {} }
    },
    BatchGetItem: ({ RequestItems }) => {
      const read = Object.entries(RequestItems).map(([table, gets]) => [
        table,
        'Keys' in gets ? gets.Keys.flatMap((key) => records.get(keyOf(table, key)) ?? []) : [],
      ])
      return { Responses: Object.fromEntries(read), UnprocessedKeys: {} }
    },
  }
}
