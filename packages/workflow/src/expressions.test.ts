import { createExecution, type Evaluator, parseDefinition } from 'asl'
import { expect, test } from 'vitest'
import { enrollmentDefinition } from './definition.ts'
import { context } from './execution.fixture.ts'

const definition = enrollmentDefinition({
  functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
  tableName: 'course-enrollment',
})

const NAME = 'Maria del Carmen Fernández de Córdoba y Álvarez de Toledo'
const EMAIL = 'maria.del.carmen.fernandez.de.cordoba@students.example.com'

const request = { Name: NAME, Email: EMAIL, Payment: 'Done', Course: 'introduction-to-databases' }
const checks = {
  Name: { field: 'name', value: NAME, problems: [] },
  Email: { field: 'email', value: EMAIL, problems: [] },
  Payment: { field: 'payment', value: 'Done', problems: [] },
}
const record = { pk: { S: `STUDENT#${EMAIL}` }, sk: { S: 'RECORD' }, name: { S: NAME }, payment: { S: 'Done' } }
const enrollment = { ...record, email: { S: EMAIL }, enrolledAt: { S: '2026-11-23T06:00:00.000Z' } }
const student = { name: NAME, email: EMAIL }
const reasons = Object.values(checks).map(({ field }) => ({
  code: 'MISSING',
  field,
  message: 'It is missing. '.repeat(5),
}))
const variables = {
  checked: { checks, course: request.Course, records: [], complete: true },
  decision: { enroll: true, course: request.Course, student, reasons },
  record,
  enrollment,
  seatLeft: true,
  recordChanged: false,
}
/** What the states that have a result get, taken together. */
const result = {
  Responses: { 'course-enrollment': [record, record], ...[{ Item: record }, { Item: record }, { Item: record }] },
  UnprocessedKeys: {},
}
const input = { ...request, ...variables.checked }

const expressions = JSON.stringify(definition).match(/\{% .*? %\}/g) ?? []

test.each([...new Set(expressions)])('%s is evaluated at once: it is known to be short', async (text) => {
  const expression: string = JSON.parse(`"${text}"`)
  const evaluatedElsewhere: string[] = []
  const evaluator: Evaluator = async ({ source }) => {
    evaluatedElsewhere.push(source)
    return {}
  }
  // A Pass state has no result: a variable stands for it.
  const Output = expression.replaceAll('$states.result', '$result')
  const states = {
    Assign: { Type: 'Pass', Assign: { ...variables, result }, Next: 'Evaluate' },
    Evaluate: { Type: 'Pass', Output, End: true },
  }
  const machine = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'Assign', States: states })
  const execution = createExecution(
    parseDefinition(machine, 'STANDARD'),
    { ...context, input: JSON.stringify(input) },
    evaluator,
  )
  const { events } = await execution.apply({ type: 'start' }, 1000)
  expect(events.map(({ type }) => type)).toContain('PassStateEntered')
  expect(evaluatedElsewhere).toEqual([])
})
