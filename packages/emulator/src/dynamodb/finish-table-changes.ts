import { buildIndex } from './build-index.ts'
import { finishIndexes } from './change-indexes.ts'
import type { Table } from './dynalite.ts'
import { indexesOf } from './indexes-of.ts'
import type { ItemStore } from './store.ts'

/** How the entries of indexes are kept. Those kept otherwise are made anew from the items. */
const INDEX_FORMAT = 2
const INDEX_FORMAT_KEY = 'index-format'

/** A process that ended while it changed a table left the table between two states: dynalite moves it on by a timer only. */
export async function finishTableChanges(store: ItemStore): Promise<void> {
  const { db } = store.dynalite
  const rebuild = (await db.get(INDEX_FORMAT_KEY)) !== INDEX_FORMAT
  const tables: Table[] = []
  for await (const [key, value] of db.iterator({ gte: 'table~', lt: 'table~\xff' })) {
    const table = value as Table
    if (table.TableStatus === 'DELETING') await store.commit([{ type: 'del', key }])
    else tables.push(table)
  }
  for (const table of tables) {
    for (const kind of rebuild ? (['Global', 'Local'] as const) : []) {
      for (const index of indexesOf(table, kind)) await buildIndex(store, table, kind, index)
    }
    if (table.TableStatus !== 'ACTIVE') await finishIndexes(store, table)
  }
  if (rebuild) await store.commit([{ type: 'put', key: INDEX_FORMAT_KEY, value: INDEX_FORMAT }])
}
