import { expect, test } from 'vitest'
import { maskEmail, masked, maskName, maskText } from './mask.ts'

test('covers names and addresses under their keys, in any spelling', () => {
  expect(masked({ Name: 'Alison', email: 'alison@example.com', Payment: 'Done' })).toEqual({
    Name: 'A••••',
    email: 'a••••@••••',
    Payment: 'Done',
  })
})

test('covers an address wherever it stands in a text', () => {
  expect(maskText('STUDENT#alison@example.com is taken')).toBe('STUDENT#a••••@•••• is taken')
})

test("covers the value of a check's result, and leaves its field and problems readable", () => {
  const problems = [{ code: 'NAME_INVALID', message: 'Too long' }]
  expect(masked({ field: 'Name', value: 'Alison', problems })).toEqual({ field: 'Name', value: 'A••••', problems })
  expect(masked({ name: { field: 'Name', value: 'Alison', problems } })).toEqual({
    name: { field: 'Name', value: 'A••••', problems },
  })
})

test('covers what DynamoDB writes as {"S": …}', () => {
  expect(masked({ name: { S: 'Alison' }, seats: { N: '3' } })).toEqual({ name: { S: 'A••••' }, seats: { N: '3' } })
})

test('covers JSON inside a text, as in the cause of an error', () => {
  expect(masked({ Cause: '{"Name":"Alison"}' })).toEqual({ Cause: '{"Name":"A••••"}' })
})

test('leaves all else as it is', () => {
  const value = { course: 'serverless-101', seats: 3, free: true, nothing: null, list: [1, 'two'] }
  expect(masked(value)).toEqual(value)
})

test('shows the first letter of a name, of an emoji too, and nothing of a blank', () => {
  expect([maskName('Alison'), maskName('🦊 Fox'), maskName('  ')]).toEqual(['A••••', '🦊••••', '  '])
})

test('shows nothing of an address after its first letter', () => {
  expect(maskEmail('alison@example.com')).toBe('a••••@••••')
})
