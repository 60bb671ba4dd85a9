import type { Callback, Item, LevelWrite, Lock, Release, Store, SubDb } from './dynalite.ts'

/**
 * A view of the store for one write operation of dynalite: reads go through, writes are only noted. So item and indexes
 * of one operation, or of many, reach LevelDB in one batch, or not at all.
 */
export interface StagedWrite {
  store: Store
  writes: LevelWrite[]
  /** The item as it stood before, once the operation has read it. */
  existing(): Item | undefined
}

export function stageWrite(store: Store): StagedWrite {
  const writes: LevelWrite[] = []
  let existing: Item | undefined

  const note = (prefix: string, base: SubDb): SubDb => ({
    get: (key, callback) =>
      base.get(key, (error, item) => {
        existing = item
        callback(error, item)
      }),
    put: (key, value, callback) => {
      writes.push({ type: 'put', key: prefix + key, value })
      setImmediate(callback)
    },
    del: (key, callback) => {
      writes.push({ type: 'del', key: prefix + key })
      setImmediate(callback)
    },
    lock: alreadyLocked,
  })

  return {
    store: {
      ...store,
      // The prefixes are dynalite's (db/index.js, getItemDb and getIndexDb).
      getItemDb: (table) => note(`item-${table}~`, store.getItemDb(table)),
      getIndexDb: (kind, table, index) =>
        note(`index-${kind.toLowerCase()}~${table}~${index}~`, store.getIndexDb(kind, table, index)),
    },
    writes,
    existing: () => existing,
  }
}

/** The caller holds the real lock until the batch is written (`lockItems`). */
const alreadyLocked: Lock = (_key, run) => run(((next: Callback) => next) as Release)

/** Runs `work` while nobody else writes these items. Keys are dynalite's, by table. */
export async function lockItems<T>(store: Store, keys: Map<string, string[]>, work: () => Promise<T>): Promise<T> {
  // Always in the same order of tables, so that two transactions never wait for each other.
  const tables = [...keys].sort(([a], [b]) => (a < b ? -1 : 1))
  const lockFrom = (index: number): Promise<T> => {
    const next = tables[index]
    if (!next) return work()
    const [table, tableKeys] = next
    return new Promise((resolve, reject) => {
      store.getItemDb(table).lock(tableKeys, (release) => {
        const unlock = release(() => undefined)
        lockFrom(index + 1).then(
          (value) => {
            unlock()
            resolve(value)
          },
          (error: unknown) => {
            unlock()
            reject(error)
          },
        )
      })
    })
  }
  return lockFrom(0)
}
