import type { Turn } from 'asl'
import type { StartNote, TurnNote } from './execution-record.ts'

/** What a turn changes of the record, or undefined where it changes nothing. `start` is given with the first turn. */
export function turnNote(turn: Turn, start: StartNote | undefined, redriveToken: string | undefined) {
  const end = turn.commands.find((command) => command.type === 'end')
  const redriven = turn.events.find(({ type }) => type === 'ExecutionRedriven')
  const last = turn.events.at(-1)
  if (start === undefined && end === undefined && redriven === undefined) return undefined
  const note: TurnNote = {}
  if (start !== undefined) note.start = start
  if (redriven !== undefined) {
    note.redrive = { redriveMs: redriven.timestamp, ...(redriveToken !== undefined && { token: redriveToken }) }
  }
  if (end !== undefined && last !== undefined) {
    note.end = { status: end.status, stopMs: last.timestamp, lastEventId: last.id }
  }
  return note
}
