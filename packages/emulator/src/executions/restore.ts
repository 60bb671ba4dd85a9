import type { Kept } from '../journal/journal.ts'
import { applyNote, type ExecutionRecord, newRecord, type TurnNote } from './execution-record.ts'

/** The records of the executions that a journal holds, in the order of their starts. */
export function restoreRecords(streams: Kept['streams']): ExecutionRecord[] {
  const records: ExecutionRecord[] = []
  for (const { stream, notes } of streams) {
    const [first, ...later] = notes.map((note) => JSON.parse(note) as TurnNote)
    if (first?.start === undefined) continue
    const record = newRecord(stream, first.start)
    for (const note of [first, ...later]) applyNote(record, note)
    records.push(record)
  }
  return records
}
