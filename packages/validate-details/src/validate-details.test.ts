import { accepted, rejected } from 'kit'
import { courseItem, studentItem } from 'records'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { type Details, details } from './details.ts'
import { validateDetails } from './validate-details.ts'

const alison = { name: 'Alison', email: 'alison@example.com', payment: 'Done' } as const
const course = courseItem({ id: 'serverless-101', title: 'Serverless 101', seats: 100 })

const request: Details = {
  checks: {
    Name: accepted('Name', 'alison'),
    Email: accepted('Email', 'alison@example.com'),
    Payment: accepted('Payment', 'Done'),
  },
  course: 'serverless-101',
  records: [studentItem(alison), course],
  complete: true,
  startedAt: '2026-11-23T06:00:00.000Z',
  execution: 'arn:aws:states:us-east-1:000000000000:execution:course-enrollment:e',
}

const decide = ({
  checks = {},
  ...changes
}: Partial<Omit<Details, 'checks'>> & { checks?: Partial<Details['checks']> } = {}) =>
  validateDetails({ ...request, ...changes, checks: { ...request.checks, ...checks } as Details['checks'] })
const codes = (decision: ReturnType<typeof decide>) => decision.reasons.map(({ code }) => code)

test('enrolls a student whose details match one record, spelled as in the record', () => {
  expect(decide()).toEqual({
    enroll: true,
    hold: false,
    course: 'serverless-101',
    student: { name: 'Alison', email: 'alison@example.com' },
    reasons: [],
  })
})

test('a payment that is on its way for both sides holds a seat where the course has a payment period', () => {
  const checks = { Payment: accepted('Payment', 'Pending') }
  const student = studentItem({ ...alison, payment: 'Pending' })
  const paid = courseItem({ id: 'maths-1', title: 'Maths', seats: 1, paymentHours: 0.5 })
  expect(decide({ checks, records: [student, paid] })).toEqual({
    enroll: false,
    hold: true,
    course: 'maths-1',
    student: { name: 'Alison', email: 'alison@example.com' },
    reasons: [],
  })
  expect(codes(decide({ records: [student, paid] }))).toEqual(['PAYMENT_MISMATCH'])
  expect(decide({ records: [studentItem(alison), paid] })).toMatchObject({ enroll: true, hold: false })
  const unknown = decide({ checks, records: [student] })
  expect(codes(unknown)).toEqual(['PAYMENT_PENDING', 'COURSE_UNKNOWN'])
})

test.each([
  ['2026-03-01T09:00:00Z', '2026-03-01T08:59:59.999Z', ['COURSE_NOT_OPEN']],
  ['2026-03-01T10:00:00+01:00', '2026-03-01T09:00:00.000Z', []],
])('a request for a course that opens at %s, started at %s: %j', (opensAt, startedAt, expected) => {
  const dated = courseItem({ id: 'maths-1', title: 'Maths', seats: 1, opensAt })
  expect(codes(decide({ records: [studentItem(alison), dated], startedAt }))).toEqual(expected)
})

test.each([
  ['2026-03-01T09:00:00Z', '2026-03-01T08:59:59.999Z', []],
  ['2026-03-01T09:00:00Z', '2026-03-01T09:00:00.000Z', ['COURSE_CLOSED']],
])('a request for a course that closes at %s, started at %s: %j', (closesAt, startedAt, expected) => {
  const dated = courseItem({ id: 'maths-1', title: 'Maths', seats: 1, closesAt })
  expect(codes(decide({ records: [studentItem(alison), dated], startedAt }))).toEqual(expected)
})

test('a closed course is one reason beside the others', () => {
  const closed = courseItem({ id: 'maths-1', title: 'Maths', seats: 1, closesAt: '2026-01-01T00:00:00Z' })
  const checks = { Name: accepted('Name', 'john') }
  const decision = decide({ checks, records: [studentItem(alison), closed] })
  expect(codes(decision)).toEqual(['NAME_MISMATCH', 'COURSE_CLOSED'])
  expect(decision).toMatchObject({ enroll: false, hold: false, student: null, course: 'maths-1' })
})

test('compares names as people do', () => {
  const decision = decide({
    checks: { Name: accepted('Name', 'siobhán') },
    records: [studentItem({ ...alison, name: ' SIOBHA\u0301N ' }), course],
  })
  expect(decision.enroll).toBe(true)
})

test('cancels with every mismatch at once', () => {
  const john = studentItem({ name: 'John', email: 'john@example.com', payment: 'Pending' })
  const decision = decide({ checks: { Email: accepted('Email', 'john@example.com') }, records: [john, course] })
  expect(codes(decision)).toEqual(['NAME_MISMATCH', 'PAYMENT_MISMATCH'])
  expect(decision).toMatchObject({ enroll: false, student: null, course: 'serverless-101' })
})

test('cancels an unknown address without guessing at the rest', () => {
  expect(codes(decide({ records: [course] }))).toEqual(['EMAIL_UNKNOWN'])
})

test('a payment is pending only when claim and record both say so', () => {
  const checks = { Payment: accepted('Payment', 'Pending') }
  const records = [studentItem({ ...alison, payment: 'Pending' }), course]
  expect(codes(decide({ checks, records }))).toEqual(['PAYMENT_PENDING'])
  expect(codes(decide({ checks }))).toEqual(['PAYMENT_MISMATCH'])
  expect(codes(decide({ records }))).toEqual(['PAYMENT_MISMATCH'])
})

test('forwards the problems of the checks, with the unknown course, if no record was read', () => {
  const decision = decide({
    checks: {
      Name: rejected('Name', 'NAME_MISSING', 'm'),
      Email: rejected('Email', 'EMAIL_INVALID', 'm'),
      Payment: rejected('Payment', 'PAYMENT_INVALID', 'm'),
    },
    records: [],
  })
  expect(decision.course).toBeNull()
  expect(decision.reasons.map(({ code, field }) => `${field}: ${code}`)).toEqual([
    'Name: NAME_MISSING',
    'Email: EMAIL_INVALID',
    'Payment: PAYMENT_INVALID',
    'Course: COURSE_UNKNOWN',
  ])
})

test('what any further check found stands with the rest, and one that found nothing changes nothing', () => {
  const refused = decide({ checks: { Phone: rejected('Phone', 'PHONE_INVALID', 'm') } })
  expect(refused).toMatchObject({ enroll: false, reasons: [{ code: 'PHONE_INVALID', field: 'Phone', message: 'm' }] })
  const absent = { field: 'Phone', value: null, problems: [] }
  expect(decide({ checks: { Phone: absent } }).enroll).toBe(true)
})

test.each(['Name', 'Email', 'Payment'])('does not take details that were not checked for their %s', (field) => {
  const { [field]: _, ...checks } = request.checks
  expect(v.safeParse(details, { ...request, checks }).success).toBe(false)
})

test('a course that the provider does not have is unknown', () => {
  expect(decide({ records: [studentItem(alison)] })).toMatchObject({
    enroll: false,
    course: null,
    reasons: [{ code: 'COURSE_UNKNOWN', field: 'Course' }],
  })
})

test('some of the records are not enough to decide: one that was not read is not missing', () => {
  for (const records of [[], [course], request.records]) {
    expect(() => decide({ records, complete: false })).toThrow(expect.objectContaining({ name: 'RecordsIncomplete' }))
  }
})

test('says whether no course can have the id, or no course has it', () => {
  const message = (changes: Partial<Details>) =>
    decide({ records: [studentItem(alison)], ...changes }).reasons[0]?.message
  expect(message({ course: 'alchemy-1' })).toBe('There is no course with this id.')
  expect(message({ course: false })).toMatch(/^Course is not a course id\. Expected 1 to 64 letters, /)
})
