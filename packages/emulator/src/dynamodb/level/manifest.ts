import { Reader } from './reader.ts'

export interface LiveFiles {
  /** Bytes, by the number of the file. */
  tables: Map<number, number>
  /** The oldest log that is still needed. */
  log: number
}

/** What the records of a manifest come to, each of them a change of the files (db/version_edit.cc). */
export function liveFiles(changes: readonly Buffer[]): LiveFiles {
  const live: LiveFiles = { tables: new Map(), log: 0 }
  for (const change of changes) {
    for (const fields = new Reader(change); !fields.ended; ) apply(live, fields.varint(), fields)
  }
  return live
}

const [COMPARATOR, LOG, NEXT_FILE, LAST_SEQUENCE, COMPACTED_UP_TO, DELETED, ADDED, PREVIOUS_LOG] = [
  1, 2, 3, 4, 5, 6, 7, 9,
] as const

function apply(live: LiveFiles, field: number, fields: Reader): void {
  if (field === COMPARATOR) fields.text()
  else if (field === LOG) live.log = fields.varint()
  else if (field === NEXT_FILE || field === LAST_SEQUENCE || field === PREVIOUS_LOG) fields.varint()
  else if (field === COMPACTED_UP_TO) {
    fields.varint()
    fields.text()
  } else if (field === DELETED) {
    fields.varint()
    live.tables.delete(fields.varint())
  } else if (field === ADDED) {
    fields.varint()
    live.tables.set(fields.varint(), fields.varint())
    fields.text()
    fields.text()
  } else throw new RangeError(`A manifest has no field ${field}.`)
}
