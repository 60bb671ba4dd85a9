import type { StartPlan } from '../../executions/runner.ts'
import { optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { executionAlreadyExists } from '../errors.ts'
import { operation, type StepFunctionsContext } from '../operation.ts'
import { planStart } from '../start-plan.ts'
import { wireTime } from '../wire.ts'

export const startRequest = structure({
  stateMachineArn: shapes.arn,
  name: optional(shapes.name),
  input: optional(shapes.payload),
  traceHeader: shapes.traceHeader,
})

export const startExecution = operation(startRequest, async (context, request) => {
  const plan = planStart(context, request)
  return { executionArn: plan.arn, startDate: wireTime(await start(context, plan)) }
})

/** Answers the time of the start. A repeat with the same name and input is the same start for as long as the execution runs. */
export async function start({ catalogue, runner }: StepFunctionsContext, plan: StartPlan): Promise<number> {
  if (plan.revision.type === 'EXPRESS') return runner.startExpress(plan).startMs
  const existing = catalogue.get(plan.arn)
  if (existing === undefined) return (await runner.start(plan)).start.startMs
  const isSameTask = plan.startedBy !== undefined && plan.startedBy === existing.start.startedBy
  if (!isSameTask && runner.runningInput(plan.arn) !== plan.input) throw executionAlreadyExists(plan.arn)
  // The first start may be on its way to the disk: its repeat is not acknowledged sooner.
  await runner.started(plan.arn)
  return existing.start.startMs
}
