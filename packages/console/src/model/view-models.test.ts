import { expect, test } from 'vitest'
import { executionArnOf, executionIdOf, functionNameOf, stateMachineArnOf } from './arns.ts'
import { expressCost, standardCost, transitionsOf } from './costs.ts'
import { eventSummary, eventTitle, eventTone } from './events.ts'
import { enrolled, failedInOneBranch, REQUEST, running } from './fixtures/histories.ts'
import { formatBytes, formatDollars, formatDuration, formatMoment } from './format.ts'
import { jsonLines } from './json-lines.ts'
import { largestPayloadBytes } from './limits.ts'
import { outcomeOf, studentIn } from './outcome.ts'
import { hrefOf, parseRoute, type Route } from './routes.ts'
import { stepsOf } from './steps/steps-of.ts'
import { timelineOf } from './timeline.ts'

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:course-enrollment'

test('counts every entered state and every retry as a transition', () => {
  expect(transitionsOf(stepsOf(enrolled()))).toBe(8)
  expect(transitionsOf(stepsOf(failedInOneBranch()))).toBe(6)
})

test('prices a run as Standard and as Express', () => {
  expect(standardCost(8)).toBeCloseTo(0.0002, 12)
  const run = { definitionBytes: 6000, payloadBytes: 100, groups: 3 }
  const hundredMs = 0.000001 + 0.1 * (64 / 1024) * (0.06 / 3600)
  expect(expressCost({ ...run, durationMs: 12 })).toBeCloseTo(hundredMs, 12)
  expect(expressCost({ ...run, durationMs: 101 })).toBeGreaterThan(hundredMs)
  expect(expressCost({ ...run, durationMs: 100, groups: 400, payloadBytes: 100 * 1024 })).toBeGreaterThan(hundredMs)
})

test('measures the largest payload in bytes, not in characters', () => {
  const event = { id: 1, previousEventId: 0, type: 'ExecutionStarted', timestamp: 0 }
  expect(largestPayloadBytes([{ ...event, executionStartedEventDetails: { input: '"é"' } }])).toBe(4)
  expect(largestPayloadBytes(enrolled())).toBe(REQUEST.length)
})

test('writes durations, bytes and dollars for people', () => {
  expect([0, 45, 999, 1250, 59_940, 123_000, 3_600_000, 100_000_000].map(formatDuration)).toEqual([
    '0 ms',
    '45 ms',
    '999 ms',
    '1.25 s',
    '59.9 s',
    '2 min 3 s',
    '1 h',
    '1 d 4 h',
  ])
  expect([63, 2048, 262_144].map(formatBytes)).toEqual(['63 B', '2 KiB', '256 KiB'])
  expect([0.0002, 0.00000110417, 0].map(formatDollars)).toEqual(['$0.000200', '$0.00000110', '$0'])
})

test('tells the day only where it is another one', () => {
  const now = new Date(2026, 10, 23, 12, 0, 0).getTime()
  expect(formatMoment(new Date(2026, 10, 23, 9, 5, 7).getTime(), now)).toBe('09:05:07')
  expect(formatMoment(new Date(2026, 10, 22, 9, 5, 7).getTime(), now)).toBe('22 Nov, 09:05:07')
  expect(formatMoment(new Date(2025, 10, 22, 9, 5, 7).getTime(), now)).toBe('22 Nov 2025, 09:05:07')
})

test('reads the answer of the workflow, and takes any other answer for what it is', () => {
  expect(outcomeOf('{"status":"ENROLLED","course":"serverless-101","alreadyEnrolled":true}')).toMatchObject({
    verdict: 'enrolled',
    course: 'serverless-101',
    repeated: true,
  })
  const cancelled = { status: 'CANCELLED', course: null, reasons: [{ code: 'EMAIL_UNKNOWN', message: 'No record' }] }
  expect(outcomeOf(JSON.stringify(cancelled))).toMatchObject({ verdict: 'cancelled', reasons: cancelled.reasons })
  for (const text of [undefined, 'null', '[]', '"text"', '{"status":"CANCELLED","reasons":[null]}']) {
    expect(outcomeOf(text).reasons).toEqual([])
  }
})

test('names the student masked, by the address where there is no name', () => {
  expect(studentIn(REQUEST, true)).toBe('Alison')
  expect(studentIn(REQUEST, false)).toBe('A••••')
  expect(studentIn('{"Email":"alison@example.com"}', false)).toBe('a••••@••••')
  for (const input of [undefined, '[]', '"Alison"', '{"Name":7}', 'no json'])
    expect(studentIn(input, true)).toBeUndefined()
})

test('comes back to the same place by its address', () => {
  const places: Route[] = [
    { page: 'executions' },
    { page: 'executions', status: 'FAILED', search: 'a@b & c' },
    { page: 'execution', execution: 'one', view: 'graph' },
    { page: 'execution', execution: `${MACHINE}:x/1`, view: 'timeline', state: 'Look Up?', visit: 12 },
    { page: 'courses' },
    { page: 'courses', course: 'serverless-101' },
    { page: 'records' },
  ]
  for (const place of places) expect(parseRoute(hrefOf(place))).toEqual(place)
  expect(parseRoute('')).toEqual({ page: 'executions' })
  expect(parseRoute('#/%E0%A4%A/x')).toMatchObject({ page: 'unknown' })
})

test('names an execution by its name, or by its ARN where it is another machine’s', () => {
  const arn = executionArnOf(MACHINE, 'one')
  expect(arn).toBe('arn:aws:states:us-east-1:000000000000:execution:course-enrollment:one')
  expect(executionIdOf(MACHINE, arn)).toBe('one')
  expect(executionIdOf(`${MACHINE}-2`, arn)).toBe(arn)
  expect(executionArnOf(MACHINE, arn)).toBe(arn)
  expect(stateMachineArnOf(arn)).toBe(MACHINE)
})

test('finds the function behind a task', () => {
  expect(functionNameOf('arn:aws:lambda:us-east-1:1:function:check-name:live', undefined)).toBe('check-name')
  expect(functionNameOf('invoke', '{"FunctionName":"arn:aws:lambda:us-east-1:1:function:check-name"}')).toBe(
    'check-name',
  )
  expect(functionNameOf('invoke', '{"FunctionName":"check-name"}')).toBe('check-name')
  expect(functionNameOf('transactWriteItems', '{}')).toBeUndefined()
})

test('draws every attempt and every wait between them', () => {
  const history = failedInOneBranch()
  const startMs = history[0]?.timestamp ?? 0
  const stopMs = history.at(-1)?.timestamp ?? 0
  const { rows, ticks } = timelineOf(stepsOf(history), { startMs, stopMs }, 0)
  const row = rows.find(({ step }) => step.state === 'LookUpEmail')
  expect(row).toMatchObject({ depth: 1, group: 'Branch 2' })
  expect(row?.bars.map(({ kind, label }) => [kind, label])).toEqual([
    ['state', 'LookUpEmail'],
    ['attempt', 'Attempt 1: Lambda.TooManyRequestsException'],
    ['wait', 'Wait before attempt 2'],
    ['attempt', 'Attempt 2: Lambda.TooManyRequestsException'],
    ['wait', 'Wait before attempt 3'],
    ['attempt', 'Attempt 3: Lambda.TooManyRequestsException'],
  ])
  for (const { from, to } of rows.flatMap(({ bars }) => bars)) {
    expect(from).toBeGreaterThanOrEqual(0)
    expect(to).toBeGreaterThanOrEqual(from)
    expect(to).toBeLessThanOrEqual(1)
  }
  expect(ticks.length).toBeGreaterThan(2)
  expect(ticks.length).toBeLessThan(10)
})

test('lets what still runs reach up to now', () => {
  const history = running()
  const startMs = history[0]?.timestamp ?? 0
  const { rows, endMs } = timelineOf(stepsOf(history), { startMs }, startMs + 60_000)
  expect(endMs).toBe(startMs + 60_000)
  expect(rows.find(({ step }) => step.state === 'LookUpPaymentInfo')?.bars.map(({ to }) => to)).toEqual([1, 1])
})

test('says what an event is about', () => {
  const [scheduled] = enrolled().filter(({ type }) => type === 'LambdaFunctionScheduled')
  expect(scheduled && eventSummary(scheduled)).toBe('check-name:live')
  expect(eventTitle('LambdaFunctionTimedOut')).toBe('Lambda function timed out')
  expect(['TaskFailed', 'TaskSucceeded', 'TaskStarted'].map(eventTone)).toEqual(['bad', 'good', 'plain'])
})

test('breaks JSON into lines', () => {
  const lines = jsonLines({ a: [1, 'x'], b: {}, c: null })
  expect(
    lines.map(
      ({ depth, key, text, comma }) => `${'  '.repeat(depth)}${key ? `${key}: ` : ''}${text}${comma ? ',' : ''}`,
    ),
  ).toEqual(['{', '  a: [', '    1,', '    "x"', '  ],', '  b: {},', '  c: null', '}'])
})
