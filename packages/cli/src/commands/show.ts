import { DescribeExecutionCommand, type DescribeExecutionCommandOutput } from '@aws-sdk/client-sfn'
import { type StateMachineName, stateMachines } from 'workflow'
import { executionArnOf, exitCodeOf, outcomeOf, readHistory } from '../execution.ts'
import { EXPRESS_KEEPS_NOTHING, Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { executionAsJson, renderOutcome, renderSteps } from '../render.ts'
import { stepLines } from '../step-lines.ts'
import { type Target, type TargetOptions, targetOf } from '../target.ts'

/** Shows one execution, by ARN or name: its answer and every step. */
export async function show(execution: string, options: TargetOptions & { json?: true }): Promise<number> {
  const target = targetOf(options)
  const description = await describe(target, execution)
  const steps = stepLines(await readHistory(target.sfn, description.executionArn ?? ''))
  if (options.json) printJson(executionAsJson(description, steps))
  else print(`${renderOutcome(description)}\n\n${renderSteps(steps)}`)
  return description.status === 'RUNNING' ? 0 : exitCodeOf(outcomeOf(description))
}

/** A name is looked for in each state machine. */
async function describe(target: Target, execution: string): Promise<DescribeExecutionCommandOutput> {
  for (const machine of Object.values(stateMachines)) {
    const executionArn = execution.startsWith('arn:') ? execution : await arnOf(target, machine, execution)
    try {
      return await target.sfn.send(new DescribeExecutionCommand({ executionArn }))
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ExecutionDoesNotExist') throw error
      if (execution.startsWith('arn:')) break
    }
  }
  throw new Failure(`The execution ${execution} does not exist. To list executions: enroll list`)
}

async function arnOf(target: Target, machine: StateMachineName, name: string): Promise<string> {
  const { arn, express } = await target.stateMachine(machine)
  if (express) throw new Failure(EXPRESS_KEEPS_NOTHING)
  return executionArnOf(arn, name)
}
