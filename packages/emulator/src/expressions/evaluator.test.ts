import { afterEach, expect, test } from 'vitest'
import { createEvaluator, type ExpressionEvaluator } from './evaluator.ts'

/** Takes longer than anyone will wait. */
const ENDLESS = `$match("${'a'.repeat(60)}!", /^(a+)+$/)`

let evaluator: ExpressionEvaluator | undefined
afterEach(() => evaluator?.close())

const evaluateIn = ({ evaluate }: ExpressionEvaluator, source: string) =>
  evaluate({ source, states: {}, variables: {}, nowMs: 0, seed: 'seed', draws: 0 }, () => undefined)

/** How often this thread had its turn until the work was done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0
  const timer = setInterval(() => turns++, 5)
  await work
  clearInterval(timer)
  return turns
}

test.each([
  ['a regular expression', ENDLESS],
  ['a date by a picture', `$toMillis("${'1'.repeat(450)}!", "[f1][f1][f1][f1]x")`],
  ['a loop', '($f := function($n) { $f($n + 1) }; $f(0))'],
])('%s that takes long is ended, and holds up nobody', async (_, source) => {
  evaluator = createEvaluator(300)
  const result = evaluateIn(evaluator, source)
  expect(await turnsDuring(result)).toBeGreaterThan(10)
  expect(await result).toEqual({ failure: { code: 'D1012' } })
})

test('after one that was ended, and beside several, others are evaluated', async () => {
  evaluator = createEvaluator(100, 2)
  const evaluate = (source: string) => evaluateIn(evaluator as ExpressionEvaluator, source)
  const ended = Array.from({ length: 3 }, () => evaluate(ENDLESS))
  expect(await evaluate('1 + 1')).toEqual({ draws: 0, json: '2' })
  for (const one of ended) expect(await one).toEqual({ failure: { code: 'D1012' } })
  expect(await evaluate('$number("x")')).toMatchObject({ failure: { code: 'D3030' } })
})

test('an evaluation that takes all memory is ended', async () => {
  evaluator = createEvaluator(30_000, 1)
  const all = '$reduce([1..1000], function($all, $n) { $append($all, [[1..800000]]) }, [])'
  expect(await evaluateIn(evaluator, all)).toMatchObject({ failure: { code: 'D2015' } })
  expect(await evaluateIn(evaluator, '1')).toEqual({ draws: 0, json: '1' })
})

test('a closed evaluator answers no more, and lets its threads go', async () => {
  evaluator = createEvaluator(30_000, 1)
  const answers: unknown[] = []
  for (const source of [ENDLESS, '1']) evaluateIn(evaluator, source).then((answer) => answers.push(answer))
  await new Promise((resolve) => setTimeout(resolve, 300))
  await evaluator.close()
  evaluateIn(evaluator, '2').then((answer) => answers.push(answer))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(answers).toEqual([])
})
