import type { Input, Item, Table } from './dynalite.ts'

/** What was written: an item, or its key. */
interface Written {
  table: Table
  item: Item
}

/** Of one write, where it was asked for: only a table with a local index has item collections. */
export function itemCollectionMetrics(wanted: unknown, { table, item }: Written): Input {
  const metrics = wanted === 'SIZE' ? metricsOf(table, item) : undefined
  return metrics ? { ItemCollectionMetrics: metrics } : {}
}

/** Of many writes, each collection once. `asGiven` puts ARNs in the place of names of tables. */
export function itemCollectionsByTable(
  wanted: unknown,
  written: Written[],
  asGiven = (byTable: unknown): unknown => byTable,
): Input {
  if (wanted !== 'SIZE') return {}
  const tables = new Map<string, Map<string, Input>>()
  for (const { table, item } of written) {
    const metrics = metricsOf(table, item)
    if (!metrics) continue
    const collections = tables.get(table.TableName) ?? new Map<string, Input>()
    tables.set(table.TableName, collections.set(JSON.stringify(metrics.ItemCollectionKey), metrics))
  }
  if (tables.size === 0) return {}
  const byTable = Object.fromEntries([...tables].map(([name, collections]) => [name, [...collections.values()]]))
  return { ItemCollectionMetrics: asGiven(byTable) }
}

function metricsOf(table: Table, item: Item): Input | undefined {
  const [hash] = table.KeySchema
  if (!table.LocalSecondaryIndexes || !hash) return undefined
  // The estimate that DynamoDB gives of anything below one gigabyte.
  return { ItemCollectionKey: { [hash.AttributeName]: item[hash.AttributeName] }, SizeEstimateRangeGB: [0, 1] }
}
