import type { Course } from './course.ts'
import type { Enrollment } from './enrollment.ts'
import type { PlaceInLine } from './place-in-line.ts'

/** What a course says of its seats and its line, beside what is counted. */
export interface Ledger {
  course: string
  seats: number
  seatsTaken: number
  /** Enrollments that hold a seat. */
  countedTaken: number
  waiting: number
  /** Enrollments that wait. */
  countedWaiting: number
}

/** Something about a course that does not fit together. */
export type LedgerFinding = { course: string } & (
  | { kind: 'SEATS_TAKEN'; stored: number; counted: number }
  | { kind: 'WAITING'; stored: number; counted: number }
  | { kind: 'OVERBOOKED'; seats: number; counted: number }
  | { kind: 'SEAT_NOT_GIVEN'; free: number; waiting: number }
  /** A place in line that no enrollment has. */
  | { kind: 'ORPHANED_PLACE'; waitKey: string; email: string }
  /** An enrollment that waits, and would never be called. */
  | { kind: 'PLACE_MISSING'; waitKey: string; email: string; execution: string }
)

export function ledgerOf({ id, seats, seatsTaken, waiting }: Course, enrollments: readonly Enrollment[]): Ledger {
  const countedWaiting = enrollments.filter(isWaiting).length
  const countedTaken = enrollments.length - countedWaiting
  return { course: id, seats, seatsTaken, countedTaken, waiting, countedWaiting }
}

/** What does not fit together in a course. */
export function checkLedger(
  ledger: Ledger,
  enrollments: readonly Enrollment[],
  places: readonly PlaceInLine[],
): LedgerFinding[] {
  const { course, seats, seatsTaken, countedTaken, waiting, countedWaiting } = ledger
  const waiters = enrollments.filter(isWaiting)
  const held = new Set(waiters.map(({ email, waitKey }) => `${waitKey} ${email}`))
  const there = new Set(places.map(({ email, waitKey }) => `${waitKey} ${email}`))
  const findings: LedgerFinding[] = []
  for (const { waitKey, email } of places) {
    if (!held.has(`${waitKey} ${email}`)) findings.push({ kind: 'ORPHANED_PLACE', course, waitKey, email })
  }
  for (const { waitKey = '', email, execution } of waiters) {
    if (!there.has(`${waitKey} ${email}`)) findings.push({ kind: 'PLACE_MISSING', course, waitKey, email, execution })
  }
  if (seatsTaken !== countedTaken) {
    findings.push({ kind: 'SEATS_TAKEN', course, stored: seatsTaken, counted: countedTaken })
  }
  if (waiting !== countedWaiting) findings.push({ kind: 'WAITING', course, stored: waiting, counted: countedWaiting })
  if (countedTaken > seats) findings.push({ kind: 'OVERBOOKED', course, seats, counted: countedTaken })
  if (findings.length === 0 && countedTaken < seats && countedWaiting > 0) {
    findings.push({ kind: 'SEAT_NOT_GIVEN', course, free: seats - countedTaken, waiting: countedWaiting })
  }
  return findings
}

function isWaiting({ status }: Enrollment): boolean {
  return status === 'WAITLISTED'
}
