import { accepted, rejected } from 'kit'
import { expect, test } from 'vitest'
import type { Details } from './details.ts'
import type { Records } from './records.ts'
import { validateDetails } from './validate-details.ts'

const alison = { name: 'Alison', email: 'alison@example.com', payment: 'Done' }

const request: Details = {
  name: accepted('Name', 'alison'),
  email: accepted('Email', 'alison@example.com'),
  payment: accepted('Payment', 'Done'),
  course: null,
  execution: 'arn:aws:states:us-east-1:000000000000:execution:course-enrollment:e',
}

function decide(changes: Partial<Details>, records: Partial<Records> = {}) {
  return validateDetails({ ...request, ...changes }, async () => ({ student: alison, courseExists: true, ...records }))
}

const codes = async (decision: ReturnType<typeof decide>) => (await decision).reasons.map(({ code }) => code)

test('enrolls whose details match one record, spelled as the record spells them', async () => {
  expect(await decide({})).toEqual({
    enroll: true,
    course: 'serverless-101',
    student: { name: 'Alison', email: 'alison@example.com' },
    reasons: [],
  })
})

test('compares names as people do', async () => {
  const decision = await decide(
    { name: accepted('Name', 'siobhán') },
    { student: { ...alison, name: ' SIOBHA\u0301N ' } },
  )
  expect(decision.enroll).toBe(true)
})

test('cancels with every mismatch at once', async () => {
  const john = { name: 'John', email: 'john@example.com', payment: 'Pending' }
  const decision = decide({ email: accepted('Email', 'john@example.com') }, { student: john })
  expect(await codes(decision)).toEqual(['NAME_MISMATCH', 'PAYMENT_MISMATCH'])
  expect(await decision).toMatchObject({ enroll: false, student: null, course: 'serverless-101' })
})

test('cancels an unknown address without guessing at the rest', async () => {
  expect(await codes(decide({}, { student: null }))).toEqual(['EMAIL_UNKNOWN'])
})

test('a payment is pending only when claim and record both say so', async () => {
  const pending = accepted('Payment', 'Pending')
  expect(await codes(decide({ payment: pending }, { student: { ...alison, payment: 'Pending' } }))).toEqual([
    'PAYMENT_PENDING',
  ])
  expect(await codes(decide({ payment: pending }))).toEqual(['PAYMENT_MISMATCH'])
  expect(await codes(decide({}, { student: { ...alison, payment: 'Pending' } }))).toEqual(['PAYMENT_MISMATCH'])
})

test('passes on what the checks found, with the unknown course, and reads no record without an address', async () => {
  const reads: unknown[] = []
  const decision = await validateDetails(
    {
      ...request,
      name: rejected('Name', 'NAME_MISSING', 'm'),
      email: rejected('Email', 'EMAIL_INVALID', 'm'),
      payment: rejected('Payment', 'PAYMENT_INVALID', 'm'),
      course: false,
    },
    async (...keys) => {
      reads.push(keys)
      return { student: null, courseExists: false }
    },
  )
  expect(reads).toEqual([[null, null]])
  expect(decision.course).toBeNull()
  expect(decision.reasons.map(({ code, field }) => `${field}: ${code}`)).toEqual([
    'Name: NAME_MISSING',
    'Email: EMAIL_INVALID',
    'Payment: PAYMENT_INVALID',
    'Course: COURSE_UNKNOWN',
  ])
})

test('a course that the provider does not have is unknown', async () => {
  expect(await decide({ course: 'alchemy-1' }, { courseExists: false })).toMatchObject({
    enroll: false,
    course: null,
    reasons: [{ code: 'COURSE_UNKNOWN', field: 'Course' }],
  })
})
