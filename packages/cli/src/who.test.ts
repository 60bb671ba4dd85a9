import { userInfo } from 'node:os'
import { expect, test } from 'vitest'
import { targetOf } from './target.ts'
import { callerName, requestedBy } from './who.ts'

const local = targetOf({ local: true })

test('on this machine, the user asks', async () => {
  expect(await requestedBy(local, {})).toBe(userInfo().username)
})

test('--as says otherwise', async () => {
  expect(await requestedBy(local, { as: ' front desk ' })).toBe('front desk')
})

test.each([
  [' ', 'blank'],
  ['x'.repeat(101), 'too long'],
])('--as "%s" is refused', async (as, why) => {
  await expect(requestedBy(local, { as })).rejects.toThrow(`--as is ${why}: expected a name of 1 to 100 characters.`)
})

test.each([
  ['arn:aws:iam::123456789012:user/maria', 'user/maria'],
  ['arn:aws:sts::123456789012:assumed-role/Staff/maria@example.com', 'assumed-role/Staff/maria@example.com'],
  ['arn:aws:iam::123456789012:root', 'root'],
])('%s asks as %s', (arn, name) => {
  expect(callerName(arn)).toBe(name)
})

test('of an identity that is too long, the end is kept: it names the person', () => {
  const name = callerName(`arn:aws:sts::123456789012:assumed-role/${'r'.repeat(64)}/${'s'.repeat(56)}@me.com`)
  expect([...name]).toHaveLength(100)
  expect(name).toMatch(/^….*\/s+@me\.com$/)
})
