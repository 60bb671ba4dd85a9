import { optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { executionAlreadyExists } from '../errors.ts'
import { operation } from '../operation.ts'
import { planStart } from '../start-plan.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: shapes.arn,
  name: optional(shapes.name),
  input: optional(shapes.payload),
  traceHeader: shapes.traceHeader,
})

/** A repeat with the same name and input is the same start for as long as the execution runs. */
export const startExecution = operation(input, async (context, request) => {
  const plan = planStart(context, request)
  if (plan.revision.type === 'EXPRESS') {
    return answer(plan.arn, context.runner.startExpress(plan).startMs)
  }
  const existing = context.catalogue.get(plan.arn)
  if (existing === undefined) {
    const { start } = await context.runner.start(plan)
    return answer(plan.arn, start.startMs)
  }
  if (context.runner.runningInput(plan.arn) !== plan.input) throw executionAlreadyExists(plan.arn)
  // The first start may be on its way to the disk: its repeat is not acknowledged sooner.
  await context.runner.started(plan.arn)
  return answer(plan.arn, existing.start.startMs)
})

function answer(executionArn: string, startMs: number) {
  return { executionArn, startDate: wireTime(startMs) }
}
