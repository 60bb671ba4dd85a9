import type { Storage } from '../storage/storage.ts'
import { applyNote, type ExecutionRecord, newRecord, type TurnNote } from './execution-record.ts'

/** The records of the kept executions, in the order of their starts. */
export function restoreRecords(executions: ReturnType<Storage['executions']>): ExecutionRecord[] {
  const records: ExecutionRecord[] = []
  for (const { execution, notes } of executions) {
    const [first, ...later] = notes.map((note) => JSON.parse(note) as TurnNote)
    if (first?.start === undefined) continue
    const record = newRecord(execution, first.start)
    for (const note of [first, ...later]) applyNote(record, note)
    records.push(record)
  }
  return records
}
