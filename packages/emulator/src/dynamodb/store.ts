import { AwsError } from '../aws-error.ts'
import { dynalite, type LevelWrite, type Store } from './dynalite.ts'
import { rememberExpressions } from './expression-cache.ts'
import { createItemLocks, type ItemLocks } from './item-locks.ts'

export interface StoreOptions {
  /** Where LevelDB keeps its files; left out, everything is in memory. */
  directory?: string
  /** Every write waits for fsync, so that what was acknowledged survives a power loss too. */
  sync: boolean
  accountId: string
  region: string
}

/** dynalite's store, and the one way in which items are written: many keys in one LevelDB batch, all or none. */
export interface ItemStore {
  dynalite: Store
  locks: ItemLocks
  commit(writes: LevelWrite[]): Promise<void>
  /** Runs a write of items, from the reading of its table to the end. */
  write<T>(work: () => Promise<T>): Promise<T>
  /** Done when all writes are that are under way now. */
  settled(): Promise<void>
  close(): Promise<void>
}

export async function openStore({ directory, sync, accountId, region }: StoreOptions): Promise<ItemStore> {
  const store = dynalite.create({
    ...(directory === undefined ? {} : { path: directory }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
    maxItemSizeKb: 400,
  })
  store.tableDb.awsAccountId = accountId
  store.tableDb.awsRegion = region
  await open(store, directory)
  rememberExpressions()

  // The methods that dynalite put callbacks over: they take options, and a batch of them is one record of the log.
  const level: Store['db'] = Object.getPrototypeOf(store.db)
  readAtOnce(store, level)
  if (sync) syncTableWrites(store, level)
  const writing = new Set<Promise<unknown>>()
  return {
    dynalite: store,
    locks: createItemLocks(),
    commit: async (writes) => {
      if (writes.length > 0) await level.batch.call(store.db, writes, { sync })
    },
    write: (work) => {
      const write = work()
      const done: Promise<unknown> = write.then(
        () => writing.delete(done),
        () => writing.delete(done),
      )
      writing.add(done)
      return write
    },
    settled: async () => {
      await Promise.all(writing)
    },
    close: () => store.db.close(),
  }
}

/** LevelDB's own 8 and twice 4 MB are meant for more records than an emulator ever has. */
const LEVEL_OPTIONS = { cacheSize: 1024 * 1024, writeBufferSize: 1024 * 1024 }

async function open(store: Store, directory: string | undefined): Promise<void> {
  try {
    await store.db.open(LEVEL_OPTIONS)
  } catch (error) {
    const locked = error instanceof Error && (error.cause as { code?: string } | undefined)?.code === 'LEVEL_LOCKED'
    const why = locked ? 'another process has it open. Stop that one, or choose another directory' : 'it cannot be read'
    throw new AwsError('DataDirectoryUnusable', `The records in ${directory} cannot be opened: ${why}.`, {
      status: 500,
    })
  }
}

/**
 * Reads in the thread that asks. What is asked for lies in memory, and handing a read to another thread and back takes
 * many times as long as the read.
 */
function readAtOnce(store: Store, level: Store['db']): void {
  const read = async (key: string): Promise<unknown> => level.getSync.call(store.db, key)
  Object.assign(store.db, {
    get: (key: string, callback?: (error: unknown, value?: unknown) => void) => {
      if (callback === undefined) return read(key)
      // Not sooner than dynalite expects, which is after what it does now, and not later than that.
      read(key).then(
        (found) => process.nextTick(callback, null, found),
        (error: unknown) => process.nextTick(callback, error),
      )
      return undefined
    },
  })
}

/** Tables are written by dynalite itself, which passes no options on. */
function syncTableWrites(store: Store, level: Store['db']): void {
  const withCallback = (written: Promise<void>, callback?: (error?: unknown) => void): Promise<void> | undefined => {
    if (!callback) return written
    written.then(
      () => setImmediate(callback, null),
      (error: unknown) => setImmediate(callback, error),
    )
    return undefined
  }
  Object.assign(store.db, {
    put: (key: string, value: unknown, callback?: () => void) =>
      withCallback(level.put.call(store.db, key, value, { sync: true }), callback),
    del: (key: string, callback?: () => void) => withCallback(level.del.call(store.db, key, { sync: true }), callback),
    batch: (writes: LevelWrite[], callback?: () => void) =>
      withCallback(level.batch.call(store.db, writes, { sync: true }), callback),
  })
}
