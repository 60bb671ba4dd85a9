import { expect, test } from 'vitest'
import { maskEmail, masked, maskJsonText, maskMessage, maskName } from './mask.ts'

test('masks names and addresses, in any spelling of their keys', () => {
  expect(masked({ Name: 'Alison', email: 'alison@example.com', Payment: 'Done' })).toEqual({
    Name: 'A••••',
    email: 'a••••@••••',
    Payment: 'Done',
  })
})

test.each([
  [{ Phone: '+44 20 7946 0958' }, { Phone: '+••••' }],
  [{ phone: 442079460958 }, { phone: '••••' }],
  [{ Address: { street: '12 High Street', city: ['London'] } }, { Address: { street: '1••••', city: ['L••••'] } }],
  [{ born: '1990-05-04' }, { born: '1••••' }],
  [{ Course: 'Alison' }, { Course: 'A••••' }],
  [{ course: '2079460958' }, { course: '2••••' }],
  [
    { status: 'Alison', code: 'ALISON', message: 'I am Alison' },
    { status: 'A••••', code: 'A••••', message: 'I••••' },
  ],
  [{ seats: 442079460958 }, { seats: '••••' }],
  [
    { 'Alison Smith': true, 'alison@example.com': null },
    { '••••1': true, '••••2': null },
  ],
  ['Alison Smith', 'A••••'],
  [
    ['Alison', 7],
    ['A••••', '••••'],
  ],
])('masks what is not known to be harmless, whatever it is called: %j', (value, shown) => {
  expect(masked(value)).toEqual(shown)
})

test('masks an address wherever it stands in a message, and leaves the rest of it readable', () => {
  expect(maskMessage('STUDENT#alison@example.com is taken')).toBe('STUDENT#a••••@•••• is taken')
})

test("masks the value of a check's result, and leaves its field and problems readable", () => {
  const problems = [{ code: 'NAME_INVALID', message: 'Too long' }]
  expect(masked({ field: 'Name', value: 'Alison', problems })).toEqual({ field: 'Name', value: 'A••••', problems })
  expect(masked({ Phone: { field: 'Phone', value: '+442079460958', problems } })).toEqual({
    Phone: { field: 'Phone', value: '+••••', problems },
  })
  expect(masked({ field: 'Payment', value: 'Done', problems: [] })).toMatchObject({ value: 'Done' })
})

test('masks what DynamoDB writes as {"S": …}', () => {
  expect(
    masked({
      pk: { S: 'COURSE#maths-1' },
      sk: { S: 'STUDENT#a@example.com' },
      name: { S: 'Alison' },
      seats: { N: '3' },
    }),
  ).toEqual({ pk: { S: 'COURSE#maths-1' }, sk: { S: 'STUDENT#a••••@••••' }, name: { S: 'A••••' }, seats: { N: '3' } })
})

test('masks JSON inside a text, as in the cause of an error', () => {
  expect(masked({ Cause: '{"Name":"Alison"}' })).toEqual({ Cause: '{"Name":"A••••"}' })
  expect(maskMessage('{"Phone":"+442079460958"}')).toBe('{"Phone":"+••••"}')
})

test.each([
  { course: 'serverless-101', seats: 3, free: true, nothing: null },
  {
    status: 'CANCELLED',
    course: null,
    reasons: [{ code: 'COURSE_UNKNOWN', field: 'Course', message: 'There is none.' }],
  },
  {
    execution: 'arn:aws:states:us-east-1:000000000000:execution:course-enrollment:7c5e',
    startedAt: '2026-11-23T06:00:00.000Z',
  },
  {
    errorType: 'RecordDamaged',
    errorMessage: 'A student record lacks a text.',
    trace: ['at studentIn (src/records.ts:17)'],
  },
  { TableName: 'course-enrollment', ConditionExpression: '#name = :name AND payment = :payment' },
  {
    level: 'INFO',
    service: 'check-name',
    message: 'Answered',
    version: '1.0.1',
    cold_start: true,
    problems: ['NAME_INVALID'],
  },
])('leaves what this system says as it is: %j', (value) => {
  expect(masked(value)).toEqual(value)
})

test('masks a text that is no JSON', () => {
  expect(maskJsonText('Alison Smith')).toBe('A••••')
})

test('shows the first letter of a name, of an emoji too, and nothing of a blank', () => {
  expect([maskName('Alison'), maskName('🦊 Fox'), maskName('  ')]).toEqual(['A••••', '🦊••••', '  '])
})

test('shows nothing of an address after its first letter', () => {
  expect(maskEmail('alison@example.com')).toBe('a••••@••••')
})
