import { expect, test } from 'vitest'
import { courseItem, courseOf } from './course.ts'
import { isCourseId } from './course-id.ts'
import { endedRequestOf } from './ended-request.ts'
import { enrollmentOf } from './enrollment.ts'
import { enrollmentKey } from './keys.ts'
import { sampleItems } from './samples.ts'
import { studentItem, studentOf } from './student.ts'

test('a student record is stored under its address', () => {
  expect(studentItem({ name: 'Alison', email: 'alison@example.com', payment: 'Done' })).toEqual({
    pk: { S: 'STUDENT#alison@example.com' },
    sk: { S: 'RECORD' },
    name: { S: 'Alison' },
    email: { S: 'alison@example.com' },
    payment: { S: 'Done' },
  })
})

test('a new course has all its seats free', () => {
  expect(courseItem({ id: 'maths-1', title: 'Maths', seats: 3 })).toMatchObject({
    pk: { S: 'COURSE#maths-1' },
    sk: { S: 'COURSE' },
    gsi1pk: { S: 'COURSE' },
    seats: { N: '3' },
    seatsTaken: { N: '0' },
    waiting: { N: '0' },
    waitlist: { N: '0' },
    paymentHours: { N: '0' },
  })
})

test('an enrollment is stored with its course, under the address of its student', () => {
  const key = enrollmentKey('maths-1', 'alison@example.com')
  expect(key).toEqual({ pk: { S: 'COURSE#maths-1' }, sk: { S: 'STUDENT#alison@example.com' } })
  const waiting = {
    ...key,
    status: { S: 'WAITLISTED' },
    name: { S: 'Alison' },
    email: { S: 'alison@example.com' },
    startedAt: { S: 'then' },
    waitKey: { S: 'WAIT#then#e' },
    execution: { S: 'arn' },
  }
  expect(enrollmentOf(waiting)).toEqual({
    course: 'maths-1',
    status: 'WAITLISTED',
    name: 'Alison',
    email: 'alison@example.com',
    startedAt: 'then',
    waitKey: 'WAIT#then#e',
    execution: 'arn',
  })
})

test('an enrollment from before there was a status is one that holds a seat', () => {
  const item = { ...enrollmentKey('maths-1', 'a@b.example'), enrolledAt: { S: 'then' }, execution: { S: 'arn' } }
  expect(enrollmentOf(item)).toMatchObject({ status: 'ENROLLED', enrolledAt: 'then', startedAt: 'then' })
})

test('an ended request says who, when and why', () => {
  const reason = { code: 'WITHDRAWN', field: 'Course', message: 'm' }
  const item = {
    pk: { S: 'COURSE#maths-1' },
    sk: { S: 'ENDED#then#e' },
    name: { S: 'Alison' },
    email: { S: 'alison@example.com' },
    reasons: { L: [{ M: { code: { S: 'WITHDRAWN' }, field: { S: 'Course' }, message: { S: 'm' } } }] },
    startedAt: { S: 'then' },
    endedAt: { S: 'now' },
    execution: { S: 'arn' },
    endedBy: { S: 'arn-2' },
    endRequestedBy: { S: 'office' },
    note: { S: 'moved away' },
  }
  expect(endedRequestOf(item)).toEqual({
    course: 'maths-1',
    name: 'Alison',
    email: 'alison@example.com',
    reasons: [reason],
    startedAt: 'then',
    endedAt: 'now',
    execution: 'arn',
    endedBy: 'arn-2',
    endRequestedBy: 'office',
    note: 'moved away',
  })
  expect(endedRequestOf({ pk: { S: 'COURSE#-' }, expires: { N: '7' } })).toMatchObject({ reasons: [], expires: 7 })
  expect(endedRequestOf({ pk: { S: 'COURSE#-' } }).course).toBeUndefined()
})

test('what was written is read back', () => {
  const student = { name: 'Alison', email: 'alison@example.com', payment: 'Done' } as const
  expect(studentOf(studentItem(student))).toEqual(student)
  const noted = { ...student, paymentNotedAt: '2026-01-01T00:00:00.000Z', paymentNotedBy: 'office' }
  expect(studentOf(studentItem(noted))).toEqual(noted)
  const course = {
    id: 'maths-1',
    title: 'Maths',
    seats: 3,
    waitlist: 5,
    opensAt: '2026-01-01T00:00:00.000Z',
    closesAt: '2026-02-01T00:00:00.000Z',
    paymentHours: 0.5,
  }
  expect(courseOf(courseItem(course))).toEqual({ ...course, seatsTaken: 0, waiting: 0 })
})

test('an item that lacks attributes is read as far as it goes', () => {
  expect(courseOf({ pk: { S: 'COURSE#a' } })).toEqual({
    id: 'a',
    title: 'a',
    seats: 0,
    seatsTaken: 0,
    waiting: 0,
    waitlist: 0,
    paymentHours: 0,
  })
  expect(studentOf({ pk: { S: 'STUDENT#a@b.example' } })).toEqual({
    name: '',
    email: 'a@b.example',
    payment: 'Pending',
  })
})

test.each(['a', 'maths-2', 'Maths.2_b', '7', 'a'.repeat(64)])('%j can be the id of a course', (id) => {
  expect(isCourseId(id)).toBe(true)
})

test.each(['', 'a'.repeat(65), 'COURSE#1', 'a b', '-x', 'ü', '../x', 'a\u0000', 'a\n'])(
  '%j is the id of no course',
  (id) => {
    expect(isCourseId(id)).toBe(false)
  },
)

test('the samples are the students of the article and the default course', () => {
  expect(sampleItems.map((item) => Object.values(item.pk ?? {})[0])).toEqual([
    'STUDENT#alison@example.com',
    'STUDENT#john@example.com',
    'STUDENT#mike@example.com',
    'STUDENT#ross@example.com',
    'COURSE#serverless-101',
  ])
})
