import { optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { typeNotSupported } from '../errors.ts'
import { operation } from '../operation.ts'
import { planStart } from '../start-plan.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: shapes.arn,
  name: optional(shapes.name),
  input: optional(shapes.payload),
  traceHeader: shapes.traceHeader,
  includedData: shapes.includedData,
})

export const startSyncExecution = operation(input, async (context, request) => {
  const plan = planStart(context, request)
  if (plan.revision.type !== 'EXPRESS') throw typeNotSupported()
  const { startMs, stopMs, end } = await context.runner.startExpress(plan).result
  const included = request.includedData !== 'METADATA_ONLY'
  const succeeded = end.status === 'SUCCEEDED'
  return {
    executionArn: plan.arn,
    stateMachineArn: plan.stateMachineArn,
    name: plan.name,
    startDate: wireTime(startMs),
    stopDate: wireTime(stopMs),
    status: end.status,
    error: succeeded ? undefined : end.error,
    cause: succeeded ? undefined : end.cause,
    ...(included && { input: plan.input }),
    inputDetails: { included },
    ...(succeeded && included && { output: end.output }),
    ...(succeeded && { outputDetails: { included } }),
    traceHeader: request.traceHeader,
    billingDetails: {
      billedMemoryUsedInMB: 64,
      billedDurationInMilliseconds: Math.max(100, Math.ceil((stopMs - startMs) / 100) * 100),
    },
  }
})
