import { ScanCommand } from '@aws-sdk/client-dynamodb'
import { courseItem, table } from 'records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checks } from 'workflow'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { ARTICLE, historyOf, outcome, putItem, reasons, runText, seatsTaken } from './executions.ts'

// What goes in and what comes out, through the Step Functions API alone. The emulator has enrolled the article's
// student.
let emulator: EmulatorProcess
let data: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
})

afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

describe('enrolled', () => {
  test('a student with a record, who takes one seat', async () => {
    const before = await seatsTaken(emulator.dynamodb)
    const { status, course, student, enrolledAt, ...rest } = await outcome(emulator.sfn, {
      Name: 'Mike',
      Email: 'mike@example.com',
      Payment: 'Done',
    })
    expect({ status, course, student, rest }).toEqual({
      status: 'ENROLLED',
      course: 'serverless-101',
      student: { name: 'Mike', email: 'mike@example.com' },
      rest: {},
    })
    expect(new Date(String(enrolledAt)).toISOString()).toBe(enrolledAt)
    expect(await seatsTaken(emulator.dynamodb)).toBe(before + 1)
  })

  test('the same request again, without a second seat', async () => {
    const before = await seatsTaken(emulator.dynamodb)
    expect(await outcome(emulator.sfn, ARTICLE)).toMatchObject({ status: 'ENROLLED', alreadyEnrolled: true })
    expect(await seatsTaken(emulator.dynamodb)).toBe(before)
  })

  test('the same student, spelled differently', async () => {
    const request = { Name: ' alison ', Email: 'ALISON@Example.com', Payment: 'Done' }
    expect(await outcome(emulator.sfn, request)).toMatchObject({
      status: 'ENROLLED',
      alreadyEnrolled: true,
      student: { name: 'Alison', email: 'alison@example.com' },
    })
  })
})

describe('cancelled, with every reason at once', () => {
  test.each([
    [['NAME_MISMATCH', 'PAYMENT_MISMATCH'], { Name: 'Alison', Email: 'john@example.com', Payment: 'Done' }],
    [['EMAIL_UNKNOWN'], { Name: 'Alison', Email: 'nobody@example.com', Payment: 'Done' }],
    [['PAYMENT_PENDING'], { Name: 'John', Email: 'john@example.com', Payment: 'Pending' }],
    [['PAYMENT_MISMATCH'], { Name: 'Alison', Email: 'alison@example.com', Payment: 'Pending' }],
    [['COURSE_UNKNOWN'], { ...ARTICLE, Course: 'alchemy-1' }],
    [['COURSE_UNKNOWN'], { ...ARTICLE, Course: 42 }],
    [['COURSE_UNKNOWN'], { ...ARTICLE, Course: { id: 'serverless-101' } }],
    [['COURSE_UNKNOWN'], { ...ARTICLE, Course: ['serverless-101'] }],
    [['COURSE_UNKNOWN'], { ...ARTICLE, Course: 'serverless-101'.repeat(5000) }],
    [['COURSE_UNKNOWN'], { ...ARTICLE, Course: `${' '.repeat(100)}alchemy-1` }],
  ])('%j', async (codes, request) => {
    expect(await reasons(emulator.sfn, request)).toEqual(codes)
  })

  test('a course that is full', async () => {
    await putItem(emulator.dynamodb, courseItem({ id: 'tiny-1', title: 'Tiny', seats: 1 }))
    const ross = { Name: 'Ross', Email: 'ross@example.com', Payment: 'Done', Course: 'tiny-1' }
    expect(await outcome(emulator.sfn, ross)).toMatchObject({ status: 'ENROLLED', course: 'tiny-1' })
    expect(await outcome(emulator.sfn, { ...ARTICLE, Course: 'tiny-1' })).toEqual({
      status: 'CANCELLED',
      course: 'tiny-1',
      reasons: [{ code: 'COURSE_FULL', field: 'Course', message: expect.any(String) }],
    })
    expect(await outcome(emulator.sfn, ross)).toMatchObject({ status: 'ENROLLED', alreadyEnrolled: true })
    expect(await seatsTaken(emulator.dynamodb, 'tiny-1')).toBe(1)
  })
})

describe('never failed, whatever comes in', () => {
  const missing = ['NAME_MISSING', 'EMAIL_MISSING', 'PAYMENT_MISSING']
  const invalid = ['NAME_INVALID', 'EMAIL_INVALID', 'PAYMENT_INVALID']

  test.each([
    '{}',
    '[]',
    '"x"',
    'null',
    '42',
    'true',
    '[{"Name":"Alison"}]',
    '{"__proto__": {"Name": "Alison"}}',
    '{"name":"Alison"}',
  ])('%s lacks all three', async (input) => {
    const { status, output } = await runText(emulator.sfn, input)
    expect(status).toBe('SUCCEEDED')
    expect(JSON.parse(output ?? '').reasons.map(({ code }: { code: string }) => code)).toEqual(missing)
  })

  test.each([
    ['nested rubbish', { Name: { first: ['Alison'] }, Email: [[[]]], Payment: { Done: true } }],
    ['texts of 80 KB', { Name: 'a'.repeat(80_000), Email: 'b'.repeat(80_000), Payment: 'c'.repeat(80_000) }],
    ['emoji', { Name: '🎓', Email: '🎓@🎓', Payment: '💰' }],
    ['right-to-left overrides', { Name: '\u202enosilA', Email: '\u202ea@example.com', Payment: '\u202eDone' }],
    ['NUL characters', { Name: 'Ali\0son', Email: 'alison\0@example.com', Payment: 'Do\0ne' }],
    ['numbers', { Name: 1, Email: 2, Payment: 3 }],
  ])('%s are invalid', async (_, request) => {
    expect(await reasons(emulator.sfn, request)).toEqual(invalid)
  })

  test('a text of 200 KB in one field', async () => {
    expect(await reasons(emulator.sfn, { ...ARTICLE, Name: 'a'.repeat(200_000) })).toEqual(['NAME_INVALID'])
    expect(await reasons(emulator.sfn, { ...ARTICLE, Email: 'a'.repeat(200_000) })).toEqual(['EMAIL_INVALID'])
  })
})

test.each([
  ['typed-course', '-'],
  ['serverless-101', 'serverless-101'],
])('a request without an address, for %s, leaves nothing in the table of what was typed', async (Course, course) => {
  const typed = { Name: 'Typed Name', Email: 'typed address', Payment: 'typed', Course }
  const { executionArn } = await runText(emulator.sfn, JSON.stringify(typed))
  const { Items = [] } = await emulator.dynamodb.send(new ScanCommand({ TableName: table.name }))
  const noted = Items.filter((item) => item.execution?.S === executionArn)
  expect(noted).toMatchObject([{ pk: { S: `COURSE#${course}` } }])
  expect(JSON.stringify(noted)).not.toMatch(/typed/i)
})

describe('at the limits of StartExecution', () => {
  const padded = (bytes: number) => `{"Name":"${'x'.repeat(bytes - '{"Name":""}'.length)}"}`

  test('262,144 bytes are accepted and cancelled', async () => {
    const { status, output } = await runText(emulator.sfn, padded(262_144))
    expect(status).toBe('SUCCEEDED')
    expect(JSON.parse(output ?? '')).toMatchObject({ status: 'CANCELLED', reasons: [{ code: 'NAME_INVALID' }, {}, {}] })
  })

  test('one byte more is refused', async () => {
    await expect(runText(emulator.sfn, padded(262_145))).rejects.toMatchObject({ name: 'ValidationException' })
  })

  test.each(['1e999', '{"Course":1e999}', '{"_jsonata_lambda":true}'])(
    '%s, which cannot be run here as AWS would, is refused by name',
    async (input) => {
      await expect(runText(emulator.sfn, input)).rejects.toMatchObject({
        name: 'InvalidExecutionInput',
        message: expect.stringContaining('not supported here'),
      })
    },
  )

  test('what is not JSON is refused', async () => {
    await expect(runText(emulator.sfn, 'Alison')).rejects.toMatchObject({ name: 'InvalidExecutionInput' })
  })
})

test('every check answers for the field that its manifest names', async () => {
  const { executionArn } = await runText(emulator.sfn, '{}')
  const exited = (await historyOf(emulator.sfn, executionArn)).map(
    ({ stateExitedEventDetails }) => stateExitedEventDetails,
  )
  const answered = Object.keys(checks).map((state) => exited.find((details) => details?.name === state)?.output ?? '{}')
  expect(answered.map((output) => JSON.parse(output).field)).toEqual(Object.values(checks).map(({ field }) => field))
})

test('the history has the names that people know from the article', async () => {
  const { executionArn } = await runText(emulator.sfn, JSON.stringify(ARTICLE))
  const entered = (await historyOf(emulator.sfn, executionArn)).flatMap(
    (event) => event.stateEnteredEventDetails?.name ?? [],
  )
  expect(entered.toSorted()).toEqual(
    [
      'CheckDetails',
      ...Object.keys(checks),
      'CanFindRecords',
      'FindRecords',
      'ValidateDetails',
      'Decision',
      'EnrollStudent',
      'ReadOutcome',
      'Outcome',
      'AlreadyEnrolled',
    ].toSorted(),
  )
})
