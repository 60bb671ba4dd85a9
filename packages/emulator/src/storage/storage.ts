import { setImmediate } from 'node:timers/promises'
import { crc32 } from 'node:zlib'
import { IDS_PER_EXECUTION, IN_MEMORY, openDatabase } from './open-database.ts'
import { damaged, reasonOf, type StorageError, unwritable } from './storage-error.ts'

/** What one turn adds to the history of an execution. */
export interface Entry {
  execution: number
  /** The id of its first event. Rises within an execution. */
  first: number
  /** What a start needs to know of it, without reading the body. An execution's first entry has one. */
  note: string
  body: string
}

/**
 * The histories of executions, and a few documents beside them. Each text carries a checksum of itself and of where it belongs: what
 * is not what was written is refused. All that is written in a tick is one transaction; the promises resolve once it is kept.
 */
export interface Storage {
  append(entry: Entry): Promise<void>
  /** The bodies of an execution in order: from the one that contains the event `from` to the one that contains `to`. */
  read(execution: number, from?: number, to?: number): string[]
  /** Every kept execution in the order of the numbers, with the notes of its entries. */
  executions(): { execution: number; notes: string[] }[]
  drop(executions: readonly number[]): Promise<void>
  put(name: string, text: string): Promise<void>
  remove(name: string): Promise<void>
  documents(): { name: string; text: string }[]
  /** Writes what is waiting first. */
  close(): Promise<void>
}

export interface StorageOptions {
  /** Left out: everything is in memory. */
  path?: string
  /** Acknowledge only what is on the device: outlives a power failure too. */
  sync: boolean
}

export function openStorage({ path = IN_MEMORY, sync }: StorageOptions): Storage {
  const database = openDatabase(path, sync)
  const begin = database.prepare('BEGIN')
  const commit = database.prepare('COMMIT')
  const insertEntry = database.prepare('INSERT INTO entries VALUES (?, ?, ?)')
  const insertNote = database.prepare('INSERT INTO notes VALUES (?, ?, ?)')
  const putDocument = database.prepare('REPLACE INTO documents VALUES (?, ?, ?)')
  const removeDocument = database.prepare('DELETE FROM documents WHERE name = ?')
  const deletes = ['entries', 'notes'].map((table) => database.prepare(`DELETE FROM ${table} WHERE id BETWEEN ? AND ?`))
  const selectEntries = database.prepare('SELECT id, text, checksum FROM entries WHERE id BETWEEN ? AND ? ORDER BY id')
  const selectNotes = database.prepare('SELECT id, text, checksum FROM notes ORDER BY id')
  const selectDocuments = database.prepare('SELECT name, text, checksum FROM documents')

  let waiting: (() => void)[] = []
  let group: Promise<void> | undefined
  let failure: StorageError | undefined

  async function write(change: () => void): Promise<void> {
    if (failure !== undefined) throw failure
    waiting.push(change)
    group ??= setImmediate().then(writeGroup)
    await group
  }

  function writeGroup(): void {
    const changes = waiting
    waiting = []
    group = undefined
    try {
      begin.run()
      for (const change of changes) change()
      commit.run()
    } catch (error) {
      failure = unwritable(error)
      if (database.isTransaction) database.exec('ROLLBACK')
      throw failure
    }
  }

  return {
    append: ({ execution, first, note, body }) =>
      write(() => {
        const id = execution * IDS_PER_EXECUTION + first
        insertEntry.run(id, body, checksum(id, body))
        if (note !== '') insertNote.run(id, note, checksum(id, note))
      }),

    read(execution, from = 1, to = Number.POSITIVE_INFINITY) {
      // All of them, whatever is asked for: where an entry's key was changed, another one's place is wrong too.
      const rows = checked(() => selectEntries.all(...idsOf(execution)))
      const firsts = rows.map(({ key }) => Number(key) % IDS_PER_EXECUTION)
      const isAsked = (_: unknown, at: number) =>
        (firsts[at] ?? 0) <= to && (firsts[at + 1] ?? Number.POSITIVE_INFINITY) > from
      return rows.filter(isAsked).map(({ text }) => text)
    },

    executions() {
      const found = new Map<number, string[]>()
      for (const { key, text } of checked(() => selectNotes.all())) {
        const execution = Math.floor(Number(key) / IDS_PER_EXECUTION)
        const notes = found.get(execution)
        if (notes === undefined) found.set(execution, [text])
        else notes.push(text)
      }
      return [...found].map(([execution, notes]) => ({ execution, notes }))
    },

    drop: (executions) =>
      write(() => {
        for (const execution of executions) for (const statement of deletes) statement.run(...idsOf(execution))
      }),

    put: (name, text) => write(() => putDocument.run(name, text, checksum(name, text))),
    remove: (name) => write(() => removeDocument.run(name)),
    documents: () => checked(() => selectDocuments.all()).map(({ key, text }) => ({ name: String(key), text })),

    async close() {
      await group?.catch(() => undefined)
      database.close()
    },
  }
}

function idsOf(execution: number): [number, number] {
  const first = execution * IDS_PER_EXECUTION
  return [first, first + IDS_PER_EXECUTION - 1]
}

function checksum(key: unknown, text: string): number {
  return crc32(text, crc32(String(key)))
}

/** Rows of key, text and checksum, each of them as it was written. */
function checked(select: () => Record<string, unknown>[]): { key: unknown; text: string }[] {
  let rows: Record<string, unknown>[]
  try {
    rows = select()
  } catch (error) {
    throw damaged(reasonOf(error), error)
  }
  return rows.map((row) => {
    const [key, text, sum] = Object.values(row)
    if (typeof text !== 'string' || checksum(key, text) !== sum) throw damaged('the checksum of a row')
    return { key, text }
  })
}
