import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import { DEFAULT_COURSE, isCourseId } from 'records'
import { checkedEmail } from './checked-fields.ts'
import { type ExecutionAnswer, outcomeOf } from './execution.ts'
import { Failure } from './failure.ts'
import { readEnrollment, readLine } from './table.ts'
import type { Target } from './target.ts'

/** A request that waits for people: its own execution, or an earlier one of the student. */
export type Waiting = { course: string; student: { name: string; email: string }; execution: string } & (
  | { status: 'AWAITING_PAYMENT'; heldUntil: string }
  | { status: 'WAITLISTED'; position: number }
)

const FIRST_POLL_MS = 20
const LONGEST_POLL_MS = 1000

/** Polls until the execution has ended, or waits for a payment or a seat: that is in the table. */
export async function untilItWaits(
  target: Target,
  executionArn: string,
  input: string,
): Promise<{ execution: ExecutionAnswer; waiting?: Waiting | undefined }> {
  let seat: Promise<Seat | undefined> | undefined
  for (let pollMs = FIRST_POLL_MS; ; pollMs = Math.min(pollMs * 1.5, LONGEST_POLL_MS)) {
    const execution = await target.sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (execution.status !== 'RUNNING') return { execution, waiting: waitingIn(execution) }
    seat ??= requestedSeat(target, input)
    const requested = await seat
    const waiting = requested && (await waitingNow(target, requested, executionArn))
    if (waiting !== undefined) return { execution, waiting }
    await sleep(pollMs)
  }
}

/** The answer that another execution of the student waits. */
export function waitingIn(execution: ExecutionAnswer): Waiting | undefined {
  const outcome = outcomeOf(execution)
  return outcome?.status === 'AWAITING_PAYMENT' || outcome?.status === 'WAITLISTED' ? outcome : undefined
}

interface Seat {
  course: string
  email: string
}

/** What the request asks for; undefined where it is nothing that could be waited for. */
async function requestedSeat(target: Target, input: string): Promise<Seat | undefined> {
  const { Email, Course } = fieldsOf(input)
  const course = typeof Course === 'string' && Course.trim() !== '' ? Course.trim() : DEFAULT_COURSE
  if (typeof Email !== 'string' || !isCourseId(course)) return undefined
  try {
    return { course, email: await checkedEmail(target, Email) }
  } catch (error) {
    // No address: the workflow says so in its answer.
    if (error instanceof Failure) return undefined
    throw error
  }
}

function fieldsOf(input: string): { Email?: unknown; Course?: unknown } {
  const request: unknown = JSON.parse(input)
  return typeof request === 'object' && request !== null ? request : {}
}

async function waitingNow(target: Target, { course, email }: Seat, execution: string): Promise<Waiting | undefined> {
  const enrollment = await readEnrollment(target, course, email)
  if (enrollment?.execution !== execution) return undefined
  const { status, name, heldUntil = '', waitKey } = enrollment
  const common = { course, student: { name, email: enrollment.email }, execution }
  if (status === 'AWAITING_PAYMENT') return { status, ...common, heldUntil }
  if (status !== 'WAITLISTED') return undefined
  const position = (await readLine(target, course)).findIndex((place) => place.waitKey === waitKey) + 1
  // Its turn came in between.
  return position === 0 ? undefined : { status, ...common, position }
}
