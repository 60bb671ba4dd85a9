import { accepted, rejected } from 'kit'
import { courseItem, studentItem } from 'records'
import { expect, test } from 'vitest'
import type { Details } from './details.ts'
import { validateDetails } from './validate-details.ts'

const alison = { name: 'Alison', email: 'alison@example.com', payment: 'Done' } as const
const course = courseItem({ id: 'serverless-101', title: 'Serverless 101', seats: 100 })

const request: Details = {
  name: accepted('Name', 'alison'),
  email: accepted('Email', 'alison@example.com'),
  payment: accepted('Payment', 'Done'),
  course: 'serverless-101',
  records: [studentItem(alison), course],
  complete: true,
  startedAt: '2026-11-23T06:00:00.000Z',
  execution: 'arn:aws:states:us-east-1:000000000000:execution:course-enrollment:e',
}

const decide = (changes: Partial<Details> = {}) => validateDetails({ ...request, ...changes })
const codes = (decision: ReturnType<typeof decide>) => decision.reasons.map(({ code }) => code)

test('enrolls a student whose details match one record, spelled as in the record', () => {
  expect(decide()).toEqual({
    enroll: true,
    course: 'serverless-101',
    student: { name: 'Alison', email: 'alison@example.com' },
    reasons: [],
  })
})

test('compares names as people do', () => {
  const decision = decide({
    name: accepted('Name', 'siobhán'),
    records: [studentItem({ ...alison, name: ' SIOBHA\u0301N ' }), course],
  })
  expect(decision.enroll).toBe(true)
})

test('cancels with every mismatch at once', () => {
  const john = studentItem({ name: 'John', email: 'john@example.com', payment: 'Pending' })
  const decision = decide({ email: accepted('Email', 'john@example.com'), records: [john, course] })
  expect(codes(decision)).toEqual(['NAME_MISMATCH', 'PAYMENT_MISMATCH'])
  expect(decision).toMatchObject({ enroll: false, student: null, course: 'serverless-101' })
})

test('cancels an unknown address without guessing at the rest', () => {
  expect(codes(decide({ records: [course] }))).toEqual(['EMAIL_UNKNOWN'])
})

test('a payment is pending only if request and record both say so', () => {
  const pending = accepted('Payment', 'Pending')
  const records = [studentItem({ ...alison, payment: 'Pending' }), course]
  expect(codes(decide({ payment: pending, records }))).toEqual(['PAYMENT_PENDING'])
  expect(codes(decide({ payment: pending }))).toEqual(['PAYMENT_MISMATCH'])
  expect(codes(decide({ records }))).toEqual(['PAYMENT_MISMATCH'])
})

test('forwards the problems of the checks, with the unknown course, if no record was read', () => {
  const decision = decide({
    name: rejected('Name', 'NAME_MISSING', 'm'),
    email: rejected('Email', 'EMAIL_INVALID', 'm'),
    payment: rejected('Payment', 'PAYMENT_INVALID', 'm'),
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
