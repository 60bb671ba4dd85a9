export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED'

/** What is known of an execution without reading its history. Kept in memory for as long as the execution is kept. */
export interface ExecutionRecord {
  /** In the order of the starts. Names it in the storage. */
  readonly number: number
  readonly arn: string
  readonly name: string
  readonly start: StartNote
  status: ExecutionStatus
  stopMs: number | undefined
  redriveCount: number
  redriveMs: number | undefined
  /** The last redrives that came with a client token: a repeat of such a request is no new redrive. */
  redriveTokens: readonly RedriveToken[]
  lastEventId: number
}

export interface RedriveToken {
  token: string
  redriveMs: number
}

/** As many as AWS remembers (RedriveExecution, "clientToken"). */
const MAX_REDRIVE_TOKENS = 10
const NO_TOKENS: readonly RedriveToken[] = []

/** Fixed at the start. Kept in the note of the execution's first entry. */
export interface StartNote {
  arn: string
  name: string
  stateMachineArn: string
  stateMachineVersionArn?: string
  stateMachineAliasArn?: string
  /** Names the definition that the execution runs with, whatever its state machine becomes. */
  revision: string
  seed: string
  startMs: number
  /** The X-Amzn-Trace-Id that the caller gave. */
  traceHeader?: string
  /** Where a task started it: the id of that start, so that a task that runs again after a crash starts no second one. */
  startedBy?: string
}

/** What one turn changed of the record. Kept as JSON in the note of the turn's entry; most turns change nothing and have an empty one. */
export interface TurnNote {
  start?: StartNote
  end?: { status: ExecutionStatus; stopMs: number; lastEventId: number }
  redrive?: { redriveMs: number; token?: string }
}

export function newRecord(number: number, start: StartNote): ExecutionRecord {
  const { arn, name } = start
  return {
    number,
    arn,
    name,
    start,
    status: 'RUNNING',
    stopMs: undefined,
    redriveCount: 0,
    redriveMs: undefined,
    redriveTokens: NO_TOKENS,
    lastEventId: 0,
  }
}

/** Takes a turn's note into the record: while running, and again at the next start. */
export function applyNote(record: ExecutionRecord, note: TurnNote): void {
  if (note.redrive !== undefined) {
    const { redriveMs, token } = note.redrive
    record.redriveCount++
    record.redriveMs = redriveMs
    if (token !== undefined) {
      record.redriveTokens = [...record.redriveTokens, { token, redriveMs }].slice(-MAX_REDRIVE_TOKENS)
    }
    record.status = 'RUNNING'
    record.stopMs = undefined
  }
  if (note.end !== undefined) {
    record.status = note.end.status
    record.stopMs = note.end.stopMs
    record.lastEventId = note.end.lastEventId
  }
}
