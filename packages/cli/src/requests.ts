import { DescribeExecutionCommand, type ExecutionListItem, ListExecutionsCommand } from '@aws-sdk/client-sfn'
import pMap from 'p-map'
import { type EndedRequest, type Enrollment, enrollmentStatuses } from 'records'
import { checkCourseId } from './course-settings.ts'
import { readCourses, readEnded, readEnrollments } from './table.ts'
import type { Target } from './target.ts'

/** What only Step Functions knows: requests that are being checked, and those that the machinery failed. */
const EXECUTION_STATUSES = ['RUNNING', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const

export const answers = [...enrollmentStatuses, 'CANCELLED', ...EXECUTION_STATUSES] as const
export type ListedAnswer = (typeof answers)[number]

/** A request with its answer so far. */
export interface ListedRequest {
  /** ISO 8601. */
  startedAt: string
  name: string | undefined
  email: string | undefined
  course: string | undefined
  answer: ListedAnswer
  /** Codes. */
  reasons: string[]
  requestedBy: string | undefined
  /** The ARN. */
  execution: string
}

export interface ListQuery {
  limit: number
  course?: string | undefined
  answers?: readonly ListedAnswer[] | undefined
}

const AT_ONCE = 10

/** The newest requests: those that the table knows from the table, the others from Step Functions. */
export async function readRequests(
  target: Target,
  { limit, course, answers: wanted }: ListQuery,
): Promise<ListedRequest[]> {
  if (course !== undefined) checkCourseId('--course', course)
  const isWanted = (answer: ListedAnswer) => wanted === undefined || wanted.includes(answer)
  const inTable = await requestsInTable(target, limit, course)
  const known = new Set(inTable.map(({ execution }) => execution))
  const statuses = EXECUTION_STATUSES.filter(isWanted)
  const others = (await Promise.all(statuses.map((status) => executions(target, status, limit)))).flat()
  const described = await pMap(
    others.filter(({ executionArn = '' }) => !known.has(executionArn)),
    (execution) => describe(target, execution),
    { concurrency: AT_ONCE },
  )
  return [...inTable, ...described.filter((request) => course === undefined || request.course === course)]
    .filter(({ answer }) => isWanted(answer))
    .toSorted((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
    .slice(0, limit)
}

async function requestsInTable(target: Target, limit: number, course: string | undefined): Promise<ListedRequest[]> {
  const courses = course === undefined ? (await readCourses(target)).map(({ id }) => id) : [course]
  const lists = await pMap(
    courses,
    async (id) => [
      ...(await readEnrollments(target, id)).map(fromEnrollment),
      ...(await readEnded(target, id, limit)).map(fromEnded),
    ],
    { concurrency: AT_ONCE },
  )
  const ofNoCourse = course === undefined ? (await readEnded(target, undefined, limit)).map(fromEnded) : []
  return [...lists.flat(), ...ofNoCourse]
}

function fromEnrollment({ startedAt, name, email, course, status, requestedBy, execution }: Enrollment): ListedRequest {
  return { startedAt, name, email, course, answer: status, reasons: [], requestedBy, execution }
}

function fromEnded({ startedAt, name, email, course, reasons, requestedBy, execution }: EndedRequest): ListedRequest {
  const codes = reasons.map(({ code }) => code)
  return { startedAt, name, email, course, answer: 'CANCELLED', reasons: codes, requestedBy, execution }
}

async function executions(
  target: Target,
  statusFilter: (typeof EXECUTION_STATUSES)[number],
  maxResults: number,
): Promise<ExecutionListItem[]> {
  const { arn: stateMachineArn } = await target.stateMachine()
  const { executions = [] } = await target.sfn.send(
    new ListExecutionsCommand({ stateMachineArn, statusFilter, maxResults }),
  )
  return executions
}

async function describe(
  target: Target,
  { executionArn, startDate, status }: ExecutionListItem,
): Promise<ListedRequest> {
  const { input = '{}' } = await target.sfn.send(new DescribeExecutionCommand({ executionArn }))
  const { Name, Email, Course, RequestedBy } = Object(JSON.parse(input)) as Record<string, unknown>
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined)
  return {
    startedAt: startDate?.toISOString() ?? '',
    name: text(Name),
    email: text(Email),
    course: text(Course),
    answer: (status ?? 'RUNNING') as ListedAnswer,
    reasons: [],
    requestedBy: text(RequestedBy),
    execution: executionArn ?? '',
  }
}
