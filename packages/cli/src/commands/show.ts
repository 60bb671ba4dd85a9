import { DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import { executionArnOf, exitCodeOf, outcomeOf, readHistory } from '../execution.ts'
import { EXPRESS_KEEPS_NOTHING, Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { executionAsJson, renderOutcome, renderSteps } from '../render.ts'
import { stepLines } from '../step-lines.ts'
import { type Target, type TargetOptions, targetOf } from '../target.ts'

/** Shows one execution, by ARN or name: its answer and every step. */
export async function show(execution: string, options: TargetOptions & { json?: true }): Promise<number> {
  const target = targetOf(options)
  const executionArn = execution.startsWith('arn:') ? execution : await arnOf(target, execution)
  const description = await target.sfn.send(new DescribeExecutionCommand({ executionArn })).catch((error: Error) => {
    if (error.name !== 'ExecutionDoesNotExist') throw error
    throw new Failure(`The execution ${execution} does not exist. To list executions: enroll list`)
  })
  const steps = stepLines(await readHistory(target.sfn, executionArn))
  if (options.json) printJson(executionAsJson(description, steps))
  else print(`${renderOutcome(description)}\n\n${renderSteps(steps)}`)
  return description.status === 'RUNNING' ? 0 : exitCodeOf(outcomeOf(description))
}

async function arnOf(target: Target, name: string): Promise<string> {
  const { arn, express } = await target.stateMachine()
  if (express) throw new Failure(EXPRESS_KEEPS_NOTHING)
  return executionArnOf(arn, name)
}
