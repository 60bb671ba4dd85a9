import type { HistoryEvent, Turn } from 'asl'
import type { Storage } from '../storage/storage.ts'
import type { Catalogue } from './catalogue.ts'
import { inputOf } from './execution-context.ts'
import { applyNote, type ExecutionRecord, type TurnNote } from './execution-record.ts'

/** The histories of executions as the storage keeps them. */
export interface Histories {
  /** Resolves once the turn is durable. Its note is taken into the record then, not before. */
  append(record: ExecutionRecord, turn: Turn, note: TurnNote | undefined): Promise<void>
  /** The events with ids `from` to `to`, and perhaps some before and after them. */
  read(record: ExecutionRecord, from?: number, to?: number): HistoryEvent[]
  input(record: ExecutionRecord): string
  /** Waits for what is being written. */
  settled(): Promise<void>
}

export function createHistories(storage: Storage, catalogue: Catalogue): Histories {
  const pending = new Set<Promise<void>>()

  async function write(record: ExecutionRecord, turn: Turn, note: TurnNote | undefined): Promise<void> {
    await storage.append({
      execution: record.number,
      first: turn.events[0]?.id ?? 0,
      note: note === undefined ? '' : JSON.stringify(note),
      body: JSON.stringify(turn.events),
    })
    record.lastEventId = turn.events.at(-1)?.id ?? record.lastEventId
    if (note === undefined) return
    applyNote(record, note)
    catalogue.statusChanged(record)
  }

  function read(record: ExecutionRecord, from?: number, to?: number): HistoryEvent[] {
    return storage.read(record.number, from, to).flatMap((body) => JSON.parse(body) as HistoryEvent[])
  }

  return {
    append(record, turn, note) {
      const written = write(record, turn, note)
      pending.add(written)
      const forget = () => pending.delete(written)
      written.then(forget, forget)
      return written
    },
    read,
    input: (record) => inputOf(read(record, 1, 1)),
    async settled() {
      await Promise.allSettled(pending)
    },
  }
}
