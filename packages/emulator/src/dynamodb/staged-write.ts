import {
  type Callback,
  type Input,
  type Item,
  type LevelWrite,
  type Lock,
  type Operation,
  type Release,
  run,
  type Store,
  type SubDb,
  type Table,
} from './dynalite.ts'
import { refuseIndexKeys } from './refuse-key-values.ts'
import type { ItemStore } from './store.ts'

/**
 * One write operation of dynalite whose writes are only noted. So item and indexes of one operation, or of many, reach
 * LevelDB in one batch, or not at all.
 */
export interface StagedWrite {
  /** Once only. The caller holds the lock of the item. */
  run(operation: Operation, parsed: Input): Promise<Input>
  readonly writes: LevelWrite[]
  /** The item as it stood before, once the operation has read it. */
  existing(): Item | undefined
}

export function stageWrite(store: Store, table: Table): StagedWrite {
  const writes: LevelWrite[] = []
  let existing: Item | undefined
  let fail: (error: unknown) => void = () => undefined

  /** What dynalite throws in a callback would end the process. */
  const guard =
    <T>(callback: Callback<T>): Callback<T> =>
    (error, value) => {
      try {
        callback(error, value)
      } catch (thrown) {
        fail(thrown)
      }
    }

  /** What an update makes of an item is only known here. */
  const checked = (item: unknown) => {
    refuseIndexKeys(item as Item, table, { updated: true })
    return item
  }

  const note = (prefix: string, base: SubDb, check = (value: unknown) => value): SubDb => ({
    get: (key, callback) =>
      base.get(
        key,
        guard((error, item) => {
          existing = item
          callback(error, item)
        }),
      ),
    put: (key, value, callback) => {
      writes.push({ type: 'put', key: prefix + key, value: check(value) })
      queueMicrotask(guard(callback))
    },
    del: (key, callback) => {
      writes.push({ type: 'del', key: prefix + key })
      queueMicrotask(guard(callback))
    },
    lock: alreadyLocked,
  })

  const staged: Store = {
    ...store,
    // The caller has just read it: once per request is enough.
    getTable: (_name: string, active: unknown, callback = active as Callback<Table>) =>
      queueMicrotask(() => guard(callback)(null, table)),
    // The prefixes are dynalite's (db/index.js, getItemDb and getIndexDb).
    getItemDb: (name) => note(`item-${name}~`, store.getItemDb(name), checked),
    getIndexDb: (kind, name, index) =>
      note(`index-${kind.toLowerCase()}~${name}~${index}~`, store.getIndexDb(kind, name, index)),
  }

  return {
    run: (operation, parsed) =>
      new Promise((resolve, reject) => {
        fail = reject
        run(staged, operation, parsed).then(resolve, reject)
      }),
    writes,
    existing: () => existing,
  }
}

/** The caller holds the items until the batch is written (`lockItems`). */
const alreadyLocked: Lock = (_key, run) => run(((next: Callback) => next) as Release)

/** Runs `work` while nobody else writes these items. Keys are dynalite's, by table. Once `signal` is aborted it need not begin. */
export function lockItems<T>(
  { locks }: ItemStore,
  keys: Map<string, string[]>,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const all = [...keys].flatMap(([table, ofTable]) => ofTable.map((key) => `${table}/${key}`))
  return locks.hold(all, work, signal)
}
