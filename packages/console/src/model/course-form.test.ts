import type { Course } from 'records'
import { expect, test } from 'vitest'
import { courseFormOf, courseProblems, EMPTY_COURSE, opening, settingsIn } from './course-form.ts'

const course: Course = {
  id: 'maths-1',
  title: 'Maths 1',
  seats: 30,
  seatsTaken: 12,
  waiting: 0,
  waitlist: 5,
  paymentHours: 0,
  closesAt: '2026-11-27T17:00:59.000Z',
}

test('a form that nobody touched changes nothing, not even the seconds', () => {
  expect(settingsIn(courseFormOf(course), course)).toEqual({
    title: 'Maths 1',
    seats: 30,
    waitlist: 5,
    paymentHours: 0,
    opensAt: undefined,
    closesAt: '2026-11-27T17:00:59.000Z',
  })
})

test('a time is entered in the zone of this machine and kept in UTC', () => {
  const { opensAt } = settingsIn({ ...courseFormOf(course), opensAt: '2026-11-20T08:00' }, course)
  expect(opensAt).toBe(new Date(2026, 10, 20, 8, 0).toISOString())
  expect(settingsIn({ ...courseFormOf(course), closesAt: '' }, course).closesAt).toBeUndefined()
})

test('says what is wrong, field by field', () => {
  expect(Object.keys(courseProblems(EMPTY_COURSE))).toEqual(['id', 'title', 'seats'])
  expect(courseProblems(courseFormOf(course), course)).toEqual({})
  const wrong = {
    ...courseFormOf(course),
    seats: '11',
    waitlist: '-1',
    paymentHours: 'two',
    opensAt: '2027-01-01T00:00',
  }
  expect(Object.keys(courseProblems(wrong, course))).toEqual(['seats', 'waitlist', 'paymentHours', 'closesAt'])
})

test('a course is open between its dates', () => {
  const dates = { opensAt: '2026-11-20T00:00:00.000Z', closesAt: '2026-11-27T00:00:00.000Z' }
  const at = (iso: string) => opening(dates, Date.parse(iso)).state
  expect(['2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z', '2026-11-27T00:00:00Z'].map(at)).toEqual([
    'not open',
    'open',
    'closed',
  ])
  expect(opening({}, 0)).toEqual({ state: 'open', ms: undefined })
})
