import { expect, test } from 'vitest'
import type { Course } from './course.ts'
import type { Enrollment } from './enrollment.ts'
import { checkLedger, ledgerOf } from './ledger.ts'

const course = (fields: Partial<Course>): Course => {
  return { id: 'c', title: 'C', seats: 2, seatsTaken: 2, waiting: 1, waitlist: 5, paymentHours: 0, ...fields }
}
const enrollment = (email: string, fields: Partial<Enrollment> = {}): Enrollment => {
  return {
    course: 'c',
    status: 'ENROLLED',
    name: email,
    email,
    startedAt: 'then',
    execution: `arn:${email}`,
    ...fields,
  }
}
const waiting = enrollment('w', { status: 'WAITLISTED', waitKey: 'WAIT#then#w' })
const place = { course: 'c', waitKey: 'WAIT#then#w', email: 'w', since: 'then' }
const full = [enrollment('a'), enrollment('b', { status: 'AWAITING_PAYMENT' }), waiting]

const findings = (settings: Partial<Course>, enrollments = full, places = [place]) =>
  checkLedger(ledgerOf(course(settings), enrollments), enrollments, places)

test('nothing is found where everything fits together', () => {
  expect(findings({})).toEqual([])
})

test('a held seat is taken; the ledger counts both', () => {
  expect(ledgerOf(course({ seatsTaken: 7 }), full)).toEqual({
    course: 'c',
    seats: 2,
    seatsTaken: 7,
    countedTaken: 2,
    waiting: 1,
    countedWaiting: 1,
  })
})

test('counters that are off, and more seats held than there are', () => {
  expect(findings({ seatsTaken: 1, waiting: 0, seats: 1 })).toEqual([
    { kind: 'SEATS_TAKEN', course: 'c', stored: 1, counted: 2 },
    { kind: 'WAITING', course: 'c', stored: 0, counted: 1 },
    { kind: 'OVERBOOKED', course: 'c', seats: 1, counted: 2 },
  ])
})

test('a place in line that no enrollment has, and an enrollment without its place', () => {
  expect(findings({}, full, [{ ...place, waitKey: 'WAIT#then#x' }])).toEqual([
    { kind: 'ORPHANED_PLACE', course: 'c', waitKey: 'WAIT#then#x', email: 'w' },
    { kind: 'PLACE_MISSING', course: 'c', waitKey: 'WAIT#then#w', email: 'w', execution: 'arn:w' },
  ])
})

test('a free seat while somebody waits', () => {
  expect(findings({ seats: 4 })).toEqual([{ kind: 'SEAT_NOT_GIVEN', course: 'c', free: 2, waiting: 1 }])
})
