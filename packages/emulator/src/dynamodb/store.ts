import { Readable } from 'node:stream'
import { AwsError } from '../aws-error.ts'
import { dynalite, type LevelWrite, type Store } from './dynalite.ts'
import { rememberExpressions } from './expression-cache.ts'
import { createItemLocks, type ItemLocks } from './item-locks.ts'
import { damagedFile, forgetSizes, noteSizes } from './level/damage.ts'
import { writeInTurn } from './write-in-turn.ts'

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
  // Before there is a store: it begins to open by itself.
  if (directory !== undefined) refuseDamaged(directory)
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
  closeStreams(store, level)
  const commit = writeInTurn((writes) => level.batch.call(store.db, writes, { sync }))
  passTableWrites(store, commit)
  const writing = new Set<Promise<unknown>>()
  return {
    dynalite: store,
    locks: createItemLocks(),
    commit: async (writes) => {
      if (writes.length > 0) await commit(writes)
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
    close: async () => {
      await store.db.close()
      if (directory !== undefined) noteSizes(directory)
    },
  }
}

/**
 * LevelDB's own 8 and twice 4 MB are meant for more records than an emulator ever has. Uncompressed, so that its tables can be checked.
 */
const LEVEL_OPTIONS = { cacheSize: 1024 * 1024, writeBufferSize: 1024 * 1024, compression: false }

async function open(store: Store, directory: string | undefined): Promise<void> {
  try {
    await store.db.open(LEVEL_OPTIONS)
    if (directory !== undefined) forgetSizes(directory)
  } catch (error) {
    const locked = error instanceof Error && (error.cause as { code?: string } | undefined)?.code === 'LEVEL_LOCKED'
    const why = locked ? 'another process has it open. Stop that one, or choose another directory' : 'it cannot be read'
    throw unusable(directory, why)
  }
}

function refuseDamaged(directory: string): void {
  const file = damagedFile(directory)
  if (file === undefined) return
  const remedy = 'Restore the data directory from a copy, or start with another one'
  throw unusable(directory, `${file} is damaged or gone. ${remedy}`)
}

function unusable(directory: string | undefined, why: string): AwsError {
  return new AwsError('DataDirectoryUnusable', `The records in ${directory} cannot be opened: ${why}.`, { status: 500 })
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

/**
 * dynalite's own streams leave the iterator open, at their end too. LevelDB then keeps everything as it was when it began: in memory
 * and in files, with each query more of it. Those of Node close it, however they end.
 */
function closeStreams(store: Store, level: Store['db']): void {
  Object.assign(store.db, {
    createKeyStream: (options?: object) => Readable.from(level.keys.call(store.db, options)),
    createValueStream: (options?: object) => Readable.from(level.values.call(store.db, options)),
  })
}

/** Tables are written by dynalite itself, past `commit`. */
function passTableWrites(store: Store, commit: ItemStore['commit']): void {
  const pass = (writes: LevelWrite[], callback?: (error?: unknown) => void): Promise<void> | undefined => {
    const written = commit(writes)
    if (!callback) return written
    written.then(
      () => setImmediate(callback, null),
      (error: unknown) => setImmediate(callback, error),
    )
    return undefined
  }
  Object.assign(store.db, {
    put: (key: string, value: unknown, callback?: () => void) => pass([{ type: 'put', key, value }], callback),
    del: (key: string, callback?: () => void) => pass([{ type: 'del', key }], callback),
    batch: (writes: LevelWrite[], callback?: () => void) => pass(writes, callback),
  })
}
