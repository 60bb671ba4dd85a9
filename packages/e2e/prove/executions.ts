import {
  type ExecutionListItem,
  type ExecutionStatus,
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  RedriveExecutionCommand,
  type SFNClient,
} from '@aws-sdk/client-sfn'
import { type StateMachineName, stateMachines } from 'workflow'
import type { CourseLife } from '../test/course-life.ts'

export async function allExecutions(
  sfn: SFNClient,
  machine: StateMachineName,
  statusFilter?: ExecutionStatus,
): Promise<ExecutionListItem[]> {
  const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}`
  const found: ExecutionListItem[] = []
  const pages = paginateListExecutions({ client: sfn }, { stateMachineArn, statusFilter, maxResults: 1000 })
  for await (const { executions = [] } of pages) found.push(...executions)
  return found
}

export async function allEvents(sfn: SFNClient, executionArn: string): Promise<HistoryEvent[]> {
  const found: HistoryEvent[] = []
  for await (const { events = [] } of paginateGetExecutionHistory(
    { client: sfn },
    { executionArn, maxResults: 1000 },
  )) {
    found.push(...events)
  }
  return found
}

/**
 * What neither ended nor waits for what is there: executions that run without an enrollment that waits, or that cannot be
 * woken, and enrollments whose execution is over. Empty once all has settled.
 */
export async function unsettled(sfn: SFNClient, courses: readonly CourseLife[]): Promise<string[]> {
  const { enrollment, ...rest } = stateMachines
  const open = await Promise.all(Object.values(rest).map((machine) => allExecutions(sfn, machine, 'RUNNING')))
  const enrollments = await Promise.all(courses.map((life) => life.enrollments()))
  const waiting = enrollments.flat().filter(({ status }) => status !== 'ENROLLED')
  const running = new Set(
    (await allExecutions(sfn, enrollment, 'RUNNING')).map(({ executionArn = '' }) => executionArn),
  )
  const owners = new Set(waiting.map(({ execution }) => execution))
  return [
    ...open.flat().map(({ executionArn }) => `${executionArn} runs`),
    ...[...running].filter((arn) => !owners.has(arn)).map((arn) => `${arn} runs, and no enrollment of it waits`),
    ...[...owners].filter((arn) => !running.has(arn)).map((arn) => `An enrollment waits for ${arn}, which has ended`),
    ...waiting
      .filter(({ taskToken }) => taskToken === undefined)
      .map(({ execution }) => `${execution} cannot be woken`),
  ]
}

/** The executions that ended otherwise than with an answer. */
export async function failedExecutions(sfn: SFNClient): Promise<string[]> {
  const failures: string[] = []
  for (const machine of Object.values(stateMachines)) {
    for (const status of ['FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
      for (const { executionArn = '' } of await allExecutions(sfn, machine, status)) {
        const events = await allEvents(sfn, executionArn)
        const state = events.findLast(({ stateEnteredEventDetails: entered }) => entered)?.stateEnteredEventDetails
          ?.name
        failures.push(`${executionArn} ${status} in ${state}: ${events.at(-1)?.executionFailedEventDetails?.error}`)
      }
    }
  }
  return failures
}

/** Redrives what failed because a busy machine answered too late, as an administrator does. Answers how many that were. */
export async function redriveTimedOut(sfn: SFNClient): Promise<number> {
  const failed = await failedExecutions(sfn)
  const late = failed.filter((failure) => /: (States\.Timeout|Sandbox\.Timedout)$/.test(failure))
  for (const failure of late) {
    await sfn.send(new RedriveExecutionCommand({ executionArn: failure.split(' ')[0] }))
  }
  return late.length
}
