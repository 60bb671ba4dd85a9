import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { ExecutionAnswer } from './execution.ts'
import { executionAsJson, renderOutcome, renderSteps } from './render.ts'
import type { StepLine } from './step-lines.ts'

const execution = (fields: ExecutionAnswer) => fields
const plain = (text: string) => stripVTControlCharacters(text)

test('an enrollment names the student and the course', () => {
  const output = JSON.stringify({
    status: 'ENROLLED',
    course: 'serverless-101',
    student: { name: 'Alison', email: 'alison@example.com' },
    enrolledAt: '2026-11-23T06:00:00.000Z',
  })
  expect(plain(renderOutcome(execution({ status: 'SUCCEEDED', output })))).toBe(
    '✔ ENROLLED  Alison <alison@example.com> in serverless-101: one seat taken',
  )
})

test('a repeated enrollment says since when, within 80 columns', () => {
  const output = JSON.stringify({
    status: 'ENROLLED',
    course: 'serverless-101',
    student: { name: 'Alison', email: 'alison@example.com' },
    enrolledAt: '2026-11-23T06:00:00.000Z',
    alreadyEnrolled: true,
  })
  expect(plain(renderOutcome(execution({ status: 'SUCCEEDED', output }))).split('\n')).toEqual([
    '✔ ENROLLED  Alison <alison@example.com> in serverless-101:',
    '  already enrolled since 2026-11-23T06:00:00.000Z, no second seat taken',
  ])
})

test('reasons and causes keep to 80 columns', () => {
  const message = 'words of some length '.repeat(8)
  const output = JSON.stringify({
    status: 'CANCELLED',
    course: 'maths-1',
    reasons: [{ code: 'NAME_MISMATCH', message }],
  })
  const cancelled = renderOutcome(execution({ status: 'SUCCEEDED', output }))
  const failed = renderOutcome(execution({ status: 'FAILED', error: 'States.Runtime', cause: message }))
  const lines = plain(`${cancelled}\n${failed}`).split('\n')
  expect(lines.length).toBeGreaterThan(6)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})

test('a cancelled enrollment gives every reason a line', () => {
  const output = JSON.stringify({
    status: 'CANCELLED',
    course: null,
    reasons: [
      { code: 'EMAIL_UNKNOWN', field: 'Email', message: 'No record.' },
      { code: 'COURSE_UNKNOWN', field: 'Course', message: 'No such course.' },
    ],
  })
  expect(plain(renderOutcome(execution({ status: 'SUCCEEDED', output }))).split('\n')).toEqual([
    '✘ CANCELLED  no such course',
    '  EMAIL_UNKNOWN     No record.',
    '  COURSE_UNKNOWN    No such course.',
  ])
})

test('a failure names the error and its cause', () => {
  const failure = execution({ status: 'FAILED', error: 'Sandbox.Timedout', cause: 'Task timed out after 3.00 seconds' })
  expect(plain(renderOutcome(failure))).toBe('✘ FAILED  Sandbox.Timedout\nTask timed out after 3.00 seconds')
})

const step: StepLine = {
  state: 'LookUpPaymentInfo',
  type: 'Task',
  status: 'succeeded',
  depth: 1,
  retries: 2,
  durationMs: 12345,
  input: JSON.stringify({ Name: 'x'.repeat(300) }),
  output: '{}',
  error: undefined,
}

test('steps keep to 80 columns, however long their values are', () => {
  const lines = plain(renderSteps([step])).split('\n')
  expect(lines.length).toBeGreaterThan(4)
  for (const line of lines) expect([...line].length).toBeLessThanOrEqual(80)
  expect(lines[0]).toBe('✔   LookUpPaymentInfo               Task      succeeded, 2 retries  12345 ms')
})

test('a value of many kilobytes is truncated, and says so', () => {
  expect(renderSteps([{ ...step, output: 'y'.repeat(100_000) }])).toContain('(100000 characters, --json shows all)')
})

test('control characters do not reach the terminal', () => {
  expect(renderSteps([{ ...step, output: '"\u001b[2J\u0007"' }])).not.toContain('\u0007')
})

test('the JSON says what the exit code will be', () => {
  expect(executionAsJson(execution({ status: 'FAILED' }))).toMatchObject({ status: 'FAILED', exitCode: 1 })
})
