import { DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import fc from 'fast-check'
import { courseItem, studentItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { CourseLife, until } from '../test/course-life.ts'
import { putItem } from '../test/executions.ts'
import { type LifeEmulator, startLifeEmulator } from '../test/life-emulator.ts'
import { allExecutions } from './executions.ts'
import { PATIENCE, scale } from './scale.ts'

const AT_ONCE = scale(20, 100)
const BATCHES = scale(2, 100)

/** Nobody waits here: there are seats for all, and no time for payments. */
const ANSWERS = {
  [stateMachines.enrollment]: ['ENROLLED', 'CANCELLED'],
  [stateMachines.withdrawal]: ['WITHDRAWN', 'NOT_ENROLLED'],
  [stateMachines.payment]: ['RECEIVED', 'STUDENT_UNKNOWN'],
  [stateMachines.promotion]: ['DONE', 'COURSE_UNKNOWN'],
}

let aws: LifeEmulator
beforeAll(async () => {
  // Without the wait for the index, which is never behind here.
  aws = await startLifeEmulator((text) => text.replaceAll('"Seconds":5', '"Seconds":0'))
  await putItem(aws.dynamodb, courseItem({ id: 'open-1', title: 'Open', seats: 1_000_000 }))
  for (const [name, payment] of [
    ['Anna', 'Done'],
    ['Bert', 'Pending'],
  ] as const) {
    await putItem(aws.dynamodb, studentItem({ name, email: `${name.toLowerCase()}@example.com`, payment }))
  }
})
afterAll(() => aws.emulator.close())

const anything = fc.jsonValue({ maxDepth: 3 })
const or = (...likely: unknown[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...likely) }, anything)
const request = fc.record(
  {
    Name: or('Anna', 'bert', ''),
    Email: or('anna@example.com', 'BERT@example.com', 'nobody@example.com', 'a@b', null),
    Payment: or('Done', 'Pending'),
    Course: or('open-1', 'closed-1', 'COURSE#1', '', null),
    Reason: or('moved', '{% $states.input %}'),
    RequestedBy: or('office', '__proto__'),
  },
  { requiredKeys: [] },
)
/** Keys that mean something to JavaScript, at the top and below. */
const hostile = fc
  .constantFrom('__proto__', 'constructor', 'toString', 'length', 'sequence')
  .chain((key) => anything.map((value) => `{"${key}": ${JSON.stringify(value)}, "Email": {"${key}": true}}`))
const text = fc.oneof(
  { weight: 4, arbitrary: request.map((value) => JSON.stringify(value)) },
  { weight: 2, arbitrary: anything.map((value) => JSON.stringify(value)) },
  hostile,
)

test.each(Object.entries(ANSWERS))(
  `%s: any JSON ends SUCCEEDED with a known answer (${AT_ONCE * BATCHES} inputs)`,
  PATIENCE,
  async (name, answers) => {
    const machine = name as keyof typeof ANSWERS
    const life = new CourseLife(aws, 'open-1')
    const property = fc.asyncProperty(fc.array(text, { minLength: AT_ONCE, maxLength: AT_ONCE }), async (inputs) => {
      const arns = await Promise.all(inputs.map((input) => life.startText(machine, input)))
      // One question for all of them: to ask after each would be most of the load.
      await until(
        () => allExecutions(aws.sfn, machine, 'RUNNING'),
        (running) => running.length === 0,
      )
      for (const executionArn of arns) {
        const end = await aws.sfn.send(new DescribeExecutionCommand({ executionArn }))
        expect(end).toMatchObject({ status: 'SUCCEEDED' })
        expect(answers).toContain(JSON.parse(end.output ?? 'null').status)
      }
    })
    await fc.assert(property, { numRuns: BATCHES })
  },
)
