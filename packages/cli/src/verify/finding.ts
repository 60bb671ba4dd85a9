import type { EnrollmentStatus, LedgerFinding } from 'records'
import { statusInWords } from 'records'
import { nameOf } from '../render-student.ts'

/** Something that does not fit together, and that `--repair` may put right. */
export type Finding =
  | LedgerFinding
  /** Held or waiting, and no execution runs that would end it. */
  | {
      kind: 'EXECUTION_ENDED'
      course: string
      email: string
      status: EnrollmentStatus
      execution: string
      /** Of Step Functions; `UNKNOWN` where it has none. */
      executionStatus: string
      canRedrive: boolean
      hasPaid: boolean
    }
  /** The index does not find it. */
  | { kind: 'NOT_INDEXED'; course: string; email: string | undefined }
  | { kind: 'COURSE_MISSING'; course: string; enrollments: number }

/** Those first whose repair changes what the others count. */
export const REPAIR_ORDER: readonly Finding['kind'][][] = [
  ['NOT_INDEXED', 'ORPHANED_PLACE', 'PLACE_MISSING'],
  ['SEATS_TAKEN', 'WAITING'],
  ['EXECUTION_ENDED'],
  ['SEAT_NOT_GIVEN'],
]

export function describeFinding(finding: Finding): string {
  return `${finding.course}: ${inWords(finding)}`
}

function inWords(finding: Finding): string {
  switch (finding.kind) {
    case 'SEATS_TAKEN':
      return `counts ${finding.stored} seats taken, but ${finding.counted} are`
    case 'WAITING':
      return `counts ${finding.stored} waiting, but ${finding.counted} do`
    case 'OVERBOOKED':
      return `${finding.counted} students hold one of ${finding.seats} seats: raise the seats (enroll courses edit) or withdraw some`
    case 'SEAT_NOT_GIVEN':
      return `${finding.free} free while ${finding.waiting} wait`
    case 'ORPHANED_PLACE':
      return `a place in line of ${finding.email}, who does not wait with it`
    case 'PLACE_MISSING':
      return `${finding.email} waits, but has no place in line`
    case 'NOT_INDEXED':
      return `${finding.email === undefined ? 'the course' : `the enrollment of ${finding.email}`} is not in the index`
    case 'COURSE_MISSING':
      return `${finding.enrollments} enrolled in a course that does not exist: add it again (enroll courses add), then verify`
    case 'EXECUTION_ENDED':
      return `${finding.email} is ${statusInWords[finding.status]}, but the execution ${nameOf(finding.execution)} ${ENDED[finding.executionStatus] ?? finding.executionStatus}`
  }
}

const ENDED: Readonly<Record<string, string>> = {
  FAILED: 'failed',
  ABORTED: 'was stopped',
  TIMED_OUT: 'timed out',
  SUCCEEDED: 'has ended',
  UNKNOWN: 'is not known any more',
}
