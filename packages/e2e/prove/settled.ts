import { paginateListExecutions, type SFNClient } from '@aws-sdk/client-sfn'
import { type StateMachineName, stateMachines } from 'workflow'
import type { CourseLife } from '../test/course-life.ts'

export async function executionsOf(
  sfn: SFNClient,
  machine: StateMachineName,
  statusFilter?: 'RUNNING' | 'FAILED',
): Promise<string[]> {
  const input = { stateMachineArn: `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}`, statusFilter }
  const arns: string[] = []
  for await (const { executions = [] } of paginateListExecutions({ client: sfn }, input)) {
    arns.push(...executions.map(({ executionArn = '' }) => executionArn))
  }
  return arns
}

/** Executions that failed, that run without a seat or a payment of their own to wait for, or that others wait for and that are gone. */
export async function unsettled(sfn: SFNClient, courses: readonly CourseLife[]): Promise<string[]> {
  const { enrollment, ...others } = stateMachines
  const failed = await Promise.all(Object.values(stateMachines).map((machine) => executionsOf(sfn, machine, 'FAILED')))
  const running = await Promise.all(Object.values(others).map((machine) => executionsOf(sfn, machine, 'RUNNING')))
  const waiting = await executionsOf(sfn, enrollment, 'RUNNING')
  const enrollments = (await Promise.all(courses.map((course) => course.enrollments()))).flat()
  const owners = enrollments.flatMap(({ status, execution }) => (status === 'ENROLLED' ? [] : [execution]))
  return [
    ...failed.flat(),
    ...running.flat(),
    ...waiting.filter((execution) => !owners.includes(execution)),
    ...owners.filter((execution) => !waiting.includes(execution)),
  ]
}
