import { dynalite, type Item, type LevelWrite, type Table } from './dynalite.ts'
import type { Index, IndexKind } from './indexes-of.ts'
import { lockItems } from './staged-write.ts'
import type { ItemStore } from './store.ts'

const CHUNK = 100

/** Puts the items of a table into an index of it. Writes that know the index may go on meanwhile. */
export async function buildIndex(store: ItemStore, table: Table, kind: IndexKind, index: Index): Promise<void> {
  // What is left of an index of this name that was deleted, or was kept in another way.
  await clearIndex(store, table, kind, index)
  const items = `item-${table.TableName}~`
  const entries = indexPrefix(table, kind, index)
  const put = async (keys: string[]) =>
    lockItems(store, new Map([[table.TableName, keys]]), async () => {
      const writes: LevelWrite[] = []
      for (const key of keys) {
        const item = (await store.dynalite.db.get(items + key)) as Item | undefined
        if (!item) continue
        const { puts } = dynalite.getIndexActions([index], null, item, table)
        writes.push(...puts.map(({ key, item }): LevelWrite => ({ type: 'put', key: entries + key, value: item })))
      }
      await store.commit(writes)
    })
  await inChunks(store, items, put)
}

export async function clearIndex(store: ItemStore, table: Table, kind: IndexKind, index: Index): Promise<void> {
  const entries = indexPrefix(table, kind, index)
  await inChunks(store, entries, (keys) => store.commit(keys.map((key) => ({ type: 'del', key: entries + key }))))
}

/** As dynalite names them (db/index.js, getIndexDb). */
function indexPrefix({ TableName }: Table, kind: IndexKind, { IndexName }: Index): string {
  return `index-${kind.toLowerCase()}~${TableName}~${IndexName}~`
}

async function inChunks(store: ItemStore, prefix: string, work: (keys: string[]) => Promise<void>): Promise<void> {
  let keys: string[] = []
  for await (const [key] of store.dynalite.db.iterator({ gte: prefix, lt: `${prefix}\xff` })) {
    keys.push(key.slice(prefix.length))
    if (keys.length < CHUNK) continue
    await work(keys)
    keys = []
  }
  if (keys.length > 0) await work(keys)
}
