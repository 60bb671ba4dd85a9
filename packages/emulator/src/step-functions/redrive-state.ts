import type { ExecutionRecord } from '../executions/execution-record.ts'
import type { StepFunctionsContext } from './operation.ts'

const REDRIVABLE_FOR_MS = 14 * 24 * 60 * 60 * 1000
/** A redrive adds its own event and at least one more. */
const MAX_EVENTS = 25_000 - 2

/** Whether a redrive would be taken, in DescribeExecution's words (its reference, "redriveStatusReason"). */
export function redriveState(
  { machines }: StepFunctionsContext,
  record: ExecutionRecord,
  nowMs: number,
): { redriveStatus: 'REDRIVABLE' } | { redriveStatus: 'NOT_REDRIVABLE'; redriveStatusReason: string } {
  const deleting = machines.get(record.start.stateMachineArn)?.deleting !== undefined
  const why = deleting ? 'State machine is in DELETING status' : obstacle(record, nowMs)
  if (why === undefined) return { redriveStatus: 'REDRIVABLE' }
  return { redriveStatus: 'NOT_REDRIVABLE', redriveStatusReason: why }
}

function obstacle({ status, stopMs, lastEventId }: ExecutionRecord, nowMs: number): string | undefined {
  if (status === 'RUNNING' || status === 'SUCCEEDED') return `Execution is ${status} and cannot be redriven`
  if (stopMs !== undefined && nowMs - stopMs > REDRIVABLE_FOR_MS) return 'Execution redrivable period exceeded'
  if (lastEventId > MAX_EVENTS) return 'Execution history event limit exceeded'
  return undefined
}
