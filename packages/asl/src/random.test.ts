import { expect, test } from 'vitest'
import { makeTaskToken, readTaskToken, SeededRandom } from './random.ts'

const execution = { executionArn: 'arn:aws:states:us-east-1:000000000000:execution:machine:one', seed: 'secret' }

test('a token names its task, and only the seed makes the same again', () => {
  const token = makeTaskToken(execution, 7)
  expect(readTaskToken(token)).toEqual({ executionArn: execution.executionArn, task: 7 })
  expect(makeTaskToken(execution, 7)).toBe(token)
  expect(makeTaskToken({ ...execution, seed: 'other' }, 7)).not.toBe(token)
})

test.each(['', 'nonsense', Buffer.from('[1,2]').toString('base64url')])('the token %j names nothing', (token) => {
  expect(readTaskToken(token)).toBeUndefined()
})

test('the same seed draws the same numbers and ids', () => {
  const [one, two] = [new SeededRandom('a'), new SeededRandom('a')]
  const draw = (random: SeededRandom) => [random.next(), random.uuid(), random.next()]
  const drawn = draw(one)
  expect(draw(two)).toEqual(drawn)
  expect(drawn[1]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(drawn[0]).not.toBe(drawn[2])
})
