import type { ExecutionContext, HistoryEvent } from 'asl'
import type { StartNote } from './execution-record.ts'
import type { Revision } from './revision.ts'

export function contextOf(start: StartNote, revision: Revision, input: string): ExecutionContext {
  const [, , , region = ''] = start.arn.split(':')
  return {
    executionArn: start.arn,
    executionName: start.name,
    roleArn: revision.roleArn,
    stateMachineArn: start.stateMachineArn,
    ...(start.stateMachineAliasArn !== undefined && { stateMachineAliasArn: start.stateMachineAliasArn }),
    ...(start.stateMachineVersionArn !== undefined && { stateMachineVersionArn: start.stateMachineVersionArn }),
    stateMachineName: start.stateMachineArn.split(':')[6] ?? '',
    region,
    input,
    startTimeMs: start.startMs,
    seed: start.seed,
  }
}

/** The input stands, verbatim, in the first event. */
export function inputOf(history: readonly HistoryEvent[]): string {
  const input = history[0]?.executionStartedEventDetails?.input
  if (typeof input !== 'string') throw new Error('The history does not begin with a start.')
  return input
}
