import { createExecution, type Evaluator, parseDefinition } from 'asl'
import { expect, test } from 'vitest'
import { definitions } from './definitions.ts'
import { context } from './execution.fixture.ts'

const all = definitions({
  functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
  stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
  tableName: 'course-enrollment',
  type: 'STANDARD',
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
const execution = `arn:aws:states:us-east-1:000000000000:execution:course-enrollment:${'e'.repeat(80)}`
const enrollment = {
  ...record,
  email: { S: EMAIL },
  status: { S: 'AWAITING_PAYMENT' },
  startedAt: { S: '2026-11-23T06:00:00.000Z' },
  heldUntil: { S: '2026-11-23T06:00:00.000Z' },
  waitKey: { S: `WAIT#2026-11-23T06:00:00.000Z#${'e'.repeat(80)}` },
  execution: { S: execution },
  taskToken: { S: 't'.repeat(1000) },
}
const course = {
  pk: { S: 'COURSE#introduction-to-databases' },
  seats: { N: '100' },
  seatsTaken: { N: '100' },
  waiting: { N: '5' },
  waitlist: { N: '10' },
  paymentHours: { N: '0.5' },
  closesAt: { S: '2026-11-23T06:00:00.000Z' },
}
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
  course,
  ended: { ...enrollment, reasons: { L: reasons.map(({ code }) => ({ M: { code: { S: code } } })) } },
  paid: true,
  changed: false,
  conflicts: 3,
  rested: true,
  position: 7,
  countedTo: record,
  id: request.Course,
  email: EMAIL,
  problems: reasons,
  reason: 'r'.repeat(500),
  requestedBy: 'r'.repeat(100),
  first: { startedAt: '2026-11-23T06:00:00.000Z', execution, status: 'WAITLISTED', student, token: 't'.repeat(1000) },
  place: { ...record, email: { S: EMAIL } },
  reread: enrollment,
  turns: 99,
  holdsReadTo: record,
  confirmed: true,
}
/** What the states that have a result get, taken together. */
const result = {
  value: EMAIL,
  problems: reasons,
  Count: 5,
  Items: [enrollment],
  Item: enrollment,
  Responses: { 'course-enrollment': [record, record], ...[{ Item: record }, { Item: record }, { Item: record }] },
  UnprocessedKeys: {},
}
const input = { ...request, ...variables.checked }

const expressions = JSON.stringify(all).match(/\{% .*? %\}/g) ?? []

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
  const running = createExecution(
    parseDefinition(machine, 'STANDARD'),
    { ...context, input: JSON.stringify(input) },
    evaluator,
  )
  const { events } = await running.apply({ type: 'start' }, 1000)
  expect(events.map(({ type }) => type)).toContain('PassStateEntered')
  expect(evaluatedElsewhere).toEqual([])
})
