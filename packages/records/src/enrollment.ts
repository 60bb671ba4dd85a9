import { optionalTextOf, type StoredItem, textOf } from './item.ts'
import { courseIdOf } from './keys.ts'

/** ENROLLED and AWAITING_PAYMENT hold a seat. */
export const enrollmentStatuses = ['ENROLLED', 'AWAITING_PAYMENT', 'WAITLISTED'] as const
export type EnrollmentStatus = (typeof enrollmentStatuses)[number]

export const statusInWords: Readonly<Record<EnrollmentStatus, string>> = {
  ENROLLED: 'enrolled',
  AWAITING_PAYMENT: 'awaiting payment',
  WAITLISTED: 'waitlisted',
}

export interface Enrollment {
  /** The id of the course. */
  course: string
  status: EnrollmentStatus
  name: string
  email: string
  /** ISO 8601: the start of the execution whose enrollment it is. */
  startedAt: string
  /** ISO 8601; only of one who is enrolled. */
  enrolledAt?: string | undefined
  /** ISO 8601; only of one whose payment is awaited. */
  heldUntil?: string | undefined
  /** The sort key of the place in line; only of one who waits. */
  waitKey?: string | undefined
  /** The ARN of the execution whose enrollment it is. */
  execution: string
  /** Who asked for it. */
  requestedBy?: string | undefined
  /** With which its execution waits. */
  taskToken?: string | undefined
}

/** Reads those from before there were other states too: they are enrolled, since their executions began. */
export function enrollmentOf(item: StoredItem): Enrollment {
  const enrolledAt = optionalTextOf(item, 'enrolledAt')
  const status = textOf(item, 'status')
  return {
    course: courseIdOf(item),
    status: enrollmentStatuses.find((known) => known === status) ?? 'ENROLLED',
    name: textOf(item, 'name'),
    email: textOf(item, 'email'),
    startedAt: textOf(item, 'startedAt') || (enrolledAt ?? ''),
    enrolledAt,
    heldUntil: optionalTextOf(item, 'heldUntil'),
    waitKey: optionalTextOf(item, 'waitKey'),
    execution: textOf(item, 'execution'),
    requestedBy: optionalTextOf(item, 'requestedBy'),
    taskToken: optionalTextOf(item, 'taskToken'),
  }
}
