import type { HistoryEvent } from 'asl'
import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findExecution } from '../lookup.ts'
import { operation } from '../operation.ts'
import { redriveState } from '../redrive-state.ts'
import { wireTime } from '../wire.ts'

const input = structure({ executionArn: shapes.arn, includedData: shapes.includedData })

export const describeExecution = operation(input, (context, { executionArn, includedData }) => {
  const record = findExecution(context, executionArn)
  const { start, status, stopMs, redriveCount, redriveMs } = record
  const included = includedData !== 'METADATA_ONLY'
  const result = status === 'RUNNING' ? {} : resultOf(context.histories.read(record, record.lastEventId).at(-1))
  const input = included ? (context.runner.runningInput(executionArn) ?? context.histories.input(record)) : undefined
  return {
    executionArn,
    stateMachineArn: start.stateMachineArn,
    name: record.name,
    status,
    startDate: wireTime(start.startMs),
    stopDate: stopMs === undefined ? undefined : wireTime(stopMs),
    input,
    inputDetails: { included },
    ...(included && { output: result.output }),
    ...(result.output !== undefined && { outputDetails: { included } }),
    traceHeader: start.traceHeader,
    error: result.error,
    cause: result.cause,
    stateMachineVersionArn: start.stateMachineVersionArn,
    stateMachineAliasArn: start.stateMachineAliasArn,
    redriveCount,
    redriveDate: redriveMs === undefined ? undefined : wireTime(redriveMs),
    ...redriveState(context, record, context.clock.now()),
  }
})

/** Output, error and cause stand in the event that closed the execution. AWS tells none of one that timed out: its status says it. */
function resultOf(last: HistoryEvent | undefined): { output?: unknown; error?: unknown; cause?: unknown } {
  if (last === undefined) return {}
  const { output, error, cause } =
    last.executionSucceededEventDetails ?? last.executionFailedEventDetails ?? last.executionAbortedEventDetails ?? {}
  return { output, error, cause }
}
