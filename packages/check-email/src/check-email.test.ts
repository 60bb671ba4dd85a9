import { expect, test } from 'vitest'
import { checkEmail } from './check-email.ts'

test.each([
  ['alison@example.com', 'alison@example.com'],
  [' ALISON@Example.com\n', 'alison@example.com'],
  ['first.last+tag@sub.example.co.uk', 'first.last+tag@sub.example.co.uk'],
  ['info@müller.de', 'info@xn--mller-kva.de'],
  ['info@MÜLLER.de', 'info@xn--mller-kva.de'],
  ['info@xn--mller-kva.de', 'info@xn--mller-kva.de'],
  ['用户@例え.jp', '用户@xn--r8jz45g.jp'],
  ['jörg@example.com', 'jörg@example.com'],
  ['jo\u0308rg@example.com', 'jörg@example.com'],
  ['a@ｅｘａｍｐｌｅ。com', 'a@example.com'],
])('%j is kept as %j', (email, value) => {
  expect(checkEmail({ Email: email })).toEqual({ field: 'Email', value, problems: [] })
})

test.each([{}, { email: 'a@b.co' }, { Email: null }, { Email: ' ' }, [], null])(
  'in %j the address is missing',
  (input) => {
    expect(checkEmail(input)).toMatchObject({ value: null, problems: [{ code: 'EMAIL_MISSING' }] })
  },
)

test.each([
  'alison',
  '@example.com',
  'alison@',
  'alison@example',
  'ali son@example.com',
  'a@b@example.com',
  '.a@example.com',
  'a..b@example.com',
  'a@example..com',
  'a@-example.com',
  'a@127.0.0.1',
  'a@0x7f.1',
  'a@[127.0.0.1]',
  'a@ex%61mple.com',
  'a@example.com/path',
  'a@example.com:25',
  '😀@example.com',
  'a\u0000@example.com',
  'a@exam\u202eple.com',
  'a#STUDENT@example.c#m',
  `${'a'.repeat(65)}@example.com`,
  `a@${'b'.repeat(64)}.com`,
  `a@${'b.'.repeat(125)}com`,
  42,
  { address: 'a@b.co' },
])('%j is not an address', (email) => {
  expect(checkEmail({ Email: email })).toMatchObject({ value: null, problems: [{ code: 'EMAIL_INVALID' }] })
})
