import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { damaged, reasonOf, StorageError, unwritable } from './storage-error.ts'
import { losesTransactions } from './write-ahead-log.ts'

/** `id` is the number of the execution and that of the entry's first event: what belongs together lies together. */
const SCHEMA = [
  'CREATE TABLE documents (name TEXT PRIMARY KEY, text TEXT, checksum INTEGER) WITHOUT ROWID',
  'CREATE TABLE entries (id INTEGER PRIMARY KEY, text TEXT, checksum INTEGER)',
  'CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT, checksum INTEGER)',
]
/** More than an execution has events. */
export const IDS_PER_EXECUTION = 2 ** 20

export const IN_MEMORY = ':memory:'

/**
 * When the log is moved into the database and synced, which nothing else can go on beside: after 16 MB. SQLite's own 1,000
 * pages are 110 enrollments. A start after a kill reads the log.
 */
const CHECKPOINT_PAGES = 4_000

/**
 * Opens the database for this process alone, or makes one. Refuses one that is damaged: SQLite itself notices that only where it
 * stumbles over it. What lies in the rows is checked where it is read.
 */
export function openDatabase(path: string, sync: boolean): DatabaseSync {
  const isNew = path === IN_MEMORY || !existsSync(path)
  if (losesTransactions(`${path}-wal`)) throw damaged('its write-ahead log')
  const database = new DatabaseSync(path)
  try {
    // Alone, it needs no file of shared memory.
    database.exec('PRAGMA locking_mode = EXCLUSIVE')
    if (isNew) database.exec(`BEGIN; ${SCHEMA.join('; ')}; COMMIT`)
    else check(database)
    database.exec('PRAGMA journal_mode = WAL')
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`)
    // NORMAL: a commit has been handed to the system. FULL: it is on the device.
    database.exec(`PRAGMA synchronous = ${sync ? 'FULL' : 'NORMAL'}`)
    return database
  } catch (error) {
    database.close()
    throw error instanceof StorageError ? error : unwritable(error)
  }
}

function check(database: DatabaseSync): void {
  try {
    // Before anything is read: a database that is no longer in this mode would be read without its log.
    const [mode] = values(database, 'PRAGMA journal_mode')
    if (mode !== 'wal') throw damaged('its header')
    const [structure] = values(database, 'PRAGMA quick_check(1)')
    if (structure !== 'ok') throw damaged(String(structure))
    const schema = values(database, 'SELECT sql FROM sqlite_schema ORDER BY name')
    if (String(schema) !== String(SCHEMA)) throw damaged('its schema')
    // A row whose key was changed may have become one of an execution that is not there.
    const strays = values(
      database,
      `SELECT id FROM entries WHERE id / ${IDS_PER_EXECUTION} NOT IN (SELECT id / ${IDS_PER_EXECUTION} FROM notes) LIMIT 1`,
    )
    if (strays.length > 0) throw damaged('an entry of no execution')
  } catch (error) {
    throw error instanceof StorageError ? error : damaged(reasonOf(error), error)
  }
}

function values(database: DatabaseSync, query: string): unknown[] {
  return database
    .prepare(query)
    .all()
    .flatMap((row) => Object.values(row))
}
