import { expect, test } from 'vitest'
import { ARTICLE_REQUEST, checkRequest, fieldsOf, missingIn, prettyRequest, remember, withField } from './request.ts'
import { ARTICLE_FIELDS } from './request-fields.ts'

test('accepts any JSON as a request, and reports its size', () => {
  expect(checkRequest(ARTICLE_REQUEST)).toMatchObject({ ok: true, bytes: ARTICLE_REQUEST.length })
  expect(checkRequest('null')).toMatchObject({ ok: true })
})

test('says what is wrong with a text that is not JSON, and on which line', () => {
  const check = checkRequest('{\n  "Name": "Alison",\n}')
  expect(check).toMatchObject({ ok: false })
  expect(check.ok ? '' : check.problem).toContain('not JSON yet')
  expect(checkRequest('  ')).toMatchObject({ ok: false })
})

test('refuses an input that Step Functions would refuse for its size', () => {
  expect(checkRequest(JSON.stringify('x'.repeat(262_143)))).toMatchObject({ ok: false })
})

test('shows a request as fields only where that loses nothing', () => {
  expect(fieldsOf(JSON.parse(ARTICLE_REQUEST), ARTICLE_FIELDS)).toEqual({
    Name: 'Alison',
    Email: 'alison@example.com',
    Payment: 'Done',
  })
  for (const value of [null, [], 'text', { Name: 7 }]) expect(fieldsOf(value, ARTICLE_FIELDS)).toBeUndefined()
})

test('changes one field and keeps all others, those that the form does not know too', () => {
  const changed = withField({ Name: 'Alison', note: 1 }, 'Name', 'John')
  expect(JSON.parse(changed)).toEqual({ Name: 'John', note: 1 })
  expect(JSON.parse(withField({ Name: 'Alison', Course: 'x' }, 'Course', ''))).toEqual({ Name: 'Alison' })
})

test('asks for name, address, payment and course, and not for the field of another check', () => {
  const names = ['Name', 'Email', 'Payment', 'StudentNumber', 'Course']
  expect(missingIn({}, names)).toEqual(ARTICLE_FIELDS)
  expect(missingIn({ Name: 'x', Email: ' ', Payment: 'Done', Course: 'maths-1' }, names)).toEqual(['Email'])
})

test('leaves a text that is not JSON unchanged', () => {
  expect(prettyRequest('{"a"')).toBe('{"a"')
})

test('remembers each input once, the newest first', () => {
  expect(remember(['b', 'a'], 'a')).toEqual(['a', 'b'])
  expect(remember(['1', '2', '3'], '4', 3)).toEqual(['4', '1', '2'])
})
