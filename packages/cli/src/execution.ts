import { setTimeout as sleep } from 'node:timers/promises'
import {
  DescribeExecutionCommand,
  paginateGetExecutionHistory,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn'
import { eventFromSdk, type HistoryEvent } from 'history'
import type { EnrollmentOutcome, StateMachineName } from 'workflow'
import { Failure } from './failure.ts'
import type { StateMachine, Target } from './target.ts'

/** What Step Functions reports about an execution, Standard or Express. */
export interface ExecutionAnswer {
  executionArn?: string | undefined
  status?: string | undefined
  input?: string | undefined
  output?: string | undefined
  error?: string | undefined
  cause?: string | undefined
  startDate?: Date | undefined
  stopDate?: Date | undefined
}

const FIRST_POLL_MS = 20
const LONGEST_POLL_MS = 1000

export async function startExecution(
  sfn: SFNClient,
  stateMachineArn: string,
  input: string,
  name?: string,
): Promise<string> {
  const { executionArn = '' } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn, input, ...(name === undefined ? {} : { name }) }),
  )
  return executionArn
}

/**
 * Starts an execution, or finds the one that has this name and this input already. Refuses a name that has another
 * input. An Express workflow ignores names: each call starts another execution.
 */
export async function startOnce(
  sfn: SFNClient,
  stateMachine: StateMachine,
  input: string,
  name: string,
): Promise<{ execution: string; before: boolean }> {
  const { execution, before } = await startNamed(sfn, stateMachine, input, name)
  if (!before) return { execution, before }
  const first = await sfn.send(new DescribeExecutionCommand({ executionArn: execution }))
  if (first.input === input) return { execution, before }
  throw new Failure(`The execution ${name} already exists, with another input. Choose another name.`)
}

/**
 * Starts an execution, or finds the one that has this name: for names that say which request it is. `startDate` is
 * missing where it is found.
 */
export async function startNamed(
  sfn: SFNClient,
  { arn, startArn }: StateMachine,
  input: string,
  name: string,
): Promise<{ execution: string; before: boolean; startDate?: Date | undefined }> {
  try {
    const started = await sfn.send(new StartExecutionCommand({ stateMachineArn: startArn, input, name }))
    return { execution: started.executionArn ?? '', before: false, startDate: started.startDate }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ExecutionAlreadyExists') throw error
    return { execution: executionArnOf(arn, name), before: true }
  }
}

/** Runs an execution of an Express workflow, which returns its answer within five minutes. */
export async function runExpress(
  sfn: SFNClient,
  stateMachineArn: string,
  input: string,
  name: string,
): Promise<ExecutionAnswer> {
  return sfn.send(new StartSyncExecutionCommand({ stateMachineArn, input, name }))
}

/** Runs a state machine that answers any input to its end. */
export async function answerOf<Answer>(
  target: Target,
  machine: StateMachineName,
  input: object,
): Promise<{ answer: Answer; execution: string }> {
  const { startArn } = await target.stateMachine(machine)
  const execution = await startExecution(target.sfn, startArn, JSON.stringify(input))
  const { status, output, error } = await awaitExecution(target.sfn, execution)
  if (output !== undefined) return { answer: JSON.parse(output) as Answer, execution }
  const name = execution.split(':').at(-1)
  throw new Failure(
    `The execution ${name} of ${machine} ${status}${error ? ` with ${error}` : ''}. To see where: enroll show ${name}`,
  )
}

/** Polls until the execution has ended, at growing intervals. */
export async function awaitExecution(
  sfn: SFNClient,
  executionArn: string,
  firstPollMs = FIRST_POLL_MS,
): Promise<ExecutionAnswer> {
  for (let pollMs = firstPollMs; ; pollMs = Math.min(pollMs * 1.5, LONGEST_POLL_MS)) {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return execution
    await sleep(pollMs)
  }
}

export async function readHistory(sfn: SFNClient, executionArn: string): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = []
  for await (const page of paginateGetExecutionHistory({ client: sfn }, { executionArn, maxResults: 1000 })) {
    events.push(...(page.events ?? []).map(eventFromSdk))
  }
  return events
}

/** An execution of a Standard workflow, by its name. */
export function executionArnOf(stateMachineArn: string, name: string): string {
  return `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`
}

/** The workflow's answer; undefined while the execution runs, and when it failed. */
export function outcomeOf({ output }: { output?: string | undefined }): EnrollmentOutcome | undefined {
  return output === undefined ? undefined : (JSON.parse(output) as EnrollmentOutcome)
}

/** Exit codes by answer; any other is a "no", of whatever state machine. */
const EXIT_CODES: Readonly<Record<string, 0 | 3>> = {
  ENROLLED: 0,
  WITHDRAWN: 0,
  RECEIVED: 0,
  DONE: 0,
  AWAITING_PAYMENT: 3,
  WAITLISTED: 3,
}

/** 0 enrolled, 2 cancelled, 3 still waiting for a payment or a seat, 1 failed. */
export function exitCodeOf(outcome: { status: string } | undefined): 0 | 1 | 2 | 3 {
  return outcome === undefined ? 1 : (EXIT_CODES[outcome.status] ?? 2)
}
