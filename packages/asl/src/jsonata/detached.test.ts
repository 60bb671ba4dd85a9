import { expect, test } from 'vitest'
import { SeededRandom } from '../random.ts'
import { type Evaluation, evaluateDetached, evaluateElsewhere } from './detached.ts'
import { UnsupportedResult } from './result.ts'

const reading = { states: { input: { a: [1, 2, 3] } }, variables: { v: 2 } }

/** What crosses to another thread and back is plain data. */
const detached = async (evaluation: Evaluation) => structuredClone(await evaluateDetached(structuredClone(evaluation)))

function evaluate(source: string, random = new SeededRandom('seed')): Promise<unknown> {
  return evaluateElsewhere(detached, source, reading, { nowMs: 1000, random, flush: () => undefined })
}

test('an evaluation elsewhere gives the same value', async () => {
  expect(await evaluate('$map($states.input.a, function($n) { $n * $v })')).toEqual([2, 4, 6])
  expect(await evaluate('$states.input.b')).toBeUndefined()
  expect(await evaluate('$millis()')).toBe(1000)
})

test('an evaluation elsewhere fails with the same error', async () => {
  await expect(evaluate('$number("x")')).rejects.toMatchObject({ code: 'D3030' })
  await expect(evaluate('$error("because")')).rejects.toMatchObject({ code: 'D3137', message: 'because' })
  await expect(evaluate('$sum')).rejects.toBeInstanceOf(UnsupportedResult)
  await expect(evaluate('$base64decode("!")')).rejects.not.toHaveProperty('code')
})

test('an evaluation elsewhere draws on where the last one stopped', async () => {
  const here = new SeededRandom('seed')
  const random = new SeededRandom('seed')
  const drawn = [await evaluate('[$random(), $random()]', random), await evaluate('$random()', random), random.uuid()]
  expect(drawn).toEqual([[here.next(), here.next()], here.next(), here.uuid()])
})
