import { createExecution, parseDefinition } from 'asl'
import { describe, expect, test } from 'vitest'
import { context } from '../execution.fixture.ts'
import { canFindRecords, findRecords, REQUESTED_COURSE } from './find-records.ts'

const TABLE = 'dev-course-enrollment'

/** Runs states up to their end, or to the first task. */
async function run(states: Record<string, object>, input: unknown, result?: unknown) {
  const [StartAt] = Object.keys(states)
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt, States: states })
  const execution = createExecution(parseDefinition(text, 'STANDARD'), { ...context, input: JSON.stringify(input) })
  const { commands } = await execution.apply({ type: 'start' }, 1000)
  const task = commands.find((command) => command.type === 'runTask')
  if (task === undefined) return commands.find((command) => command.type === 'end')
  if (result === undefined) return JSON.parse(task.input)
  const output = JSON.stringify(result)
  const after = await execution.apply({ type: 'taskSucceeded', task: task.task, output }, 2000)
  return after.commands.find((command) => command.type === 'end')
}

describe('the requested course', () => {
  const requested = async (input: unknown) => {
    const end = await run({ Read: { Type: 'Pass', Output: { course: REQUESTED_COURSE }, End: true } }, input)
    return JSON.parse(end.output).course
  }

  test.each([null, '', '   ', '\u00a0'.repeat(100)])('%j asks for the default course', async (course) => {
    expect(await requested({ Course: course })).toBe('serverless-101')
  })

  test.each([{}, [], [{ Course: 'maths-2' }], 'Course', 42, null, { course: 'maths-2' }])(
    '%j names none, and asks for the default course',
    async (input) => {
      expect(await requested(input)).toBe('serverless-101')
    },
  )

  test.each([' maths-2 ', '\n\u00a0maths-2\t', `${' '.repeat(200_000)}maths-2`])(
    'a course is requested by its id (%#)',
    async (course) => {
      expect(await requested({ Course: course })).toBe('maths-2')
    },
  )

  test.each([
    false,
    42,
    ['maths-2'],
    { id: 'maths-2' },
    'a'.repeat(65),
    'a'.repeat(200_000),
    `a${' '.repeat(200_000)}b`,
    'COURSE#1',
    'a b',
    '-x',
    'ü',
    '../x',
    'a\u0000',
    'a\nb',
  ])('what cannot be an id is the id of no course (%#)', async (course) => {
    expect(await requested({ Course: course })).toBe(false)
  })
})

describe('FindRecords', () => {
  const states = (checked: object) => ({
    Checked: { Type: 'Pass', Assign: { checked }, Output: { records: [], complete: true }, Next: 'CanFindRecords' },
    CanFindRecords: canFindRecords,
    FindRecords: { ...findRecords({ tableName: TABLE }), Next: 'Done' },
    ValidateDetails: { Type: 'Succeed' },
    Done: { Type: 'Succeed' },
  })
  const details = (email: string | null, course: string | false) => ({ checks: { Email: { value: email } }, course })
  const student = { pk: { S: 'STUDENT#a@example.com' }, sk: { S: 'RECORD' } }
  const course = { pk: { S: 'COURSE#maths-2' }, sk: { S: 'COURSE' } }

  test.each([
    ['a@example.com', 'maths-2', [student, course]],
    ['a@example.com', false, [student]],
    [null, 'maths-2', [course]],
  ] as const)('of %j and %j it asks for those that are keys, consistently', async (email, id, Keys) => {
    expect(await run(states(details(email, id)), {})).toEqual({
      RequestItems: {
        [TABLE]: {
          Keys,
          ConsistentRead: true,
          ProjectionExpression: 'pk, sk, #name, email, payment, opensAt, closesAt, paymentHours',
          ExpressionAttributeNames: { '#name': 'name' },
        },
      },
    })
  })

  test('is skipped without a key: DynamoDB refuses a request without keys', async () => {
    const end = await run(states(details(null, false)), {})
    expect(JSON.parse(end.output)).toEqual({ records: [], complete: true })
  })

  test.each([
    [[], true],
    [[{ sk: { S: 'COURSE' } }], true],
    [[{ sk: { S: 'COURSE' } }, { sk: { S: 'RECORD' }, name: { S: 'Alison' } }], true],
    [[{ sk: { S: 'COURSE' } }], false],
  ])('forwards what was found, as a list, and whether that is all (%#)', async (found, complete) => {
    const unprocessed = complete ? {} : { [TABLE]: { Keys: [student] } }
    const result = { Responses: { [TABLE]: found }, UnprocessedKeys: unprocessed }
    const end = await run(states(details('a@example.com', 'maths-2')), {}, result)
    expect(JSON.parse(end.output)).toEqual({ ...details('a@example.com', 'maths-2'), records: found, complete })
  })
})
