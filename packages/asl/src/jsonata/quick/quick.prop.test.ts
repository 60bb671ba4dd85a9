import * as fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { Bindings } from '../expression.ts'
import { plainJson } from '../result.ts'
import { NOT_QUICK } from './not-quick.ts'
import { quick } from './quick.ts'

const keys = fc.constantFrom('a', 'b', 'c', 'toString', '__proto__')
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, false, 0, 1, -2.5, 1e308, 'x', '', '  x \t\n 😀y ', '007', '12.50', '-0'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))

const step = fc
  .tuple(keys, fc.constantFrom('', '', '[0]', '[1]', '[-1]', '[0.5]'))
  .map(([name, at]) => `\`${name}\`${at}`)
const operator = fc.constantFrom('=', '!=', 'and', 'or', '<', '<=', '>', '>=', '&', '+', '-', '*')
const variableName = fc.constantFrom('$v', '$x', '$y', '$exists')
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('1', '"x"', 'true', 'false', 'null', '$v', '$x', '$states.input', '$missing', '2.5', '" 7 "'),
    fc
      .tuple(fc.constantFrom('$v', '$x', '$states.input'), fc.array(step, { minLength: 1, maxLength: 3 }))
      .map(([start, names]) => [start, ...names].join('.')),
    fc
      .tuple(tie('expression'), operator, tie('expression'))
      .map(([left, sign, right]) => `(${left}) ${sign} (${right})`),
    fc.tuple(tie('expression'), operator, tie('expression')).map(([left, sign, right]) => `${left} ${sign} ${right}`),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([c, a, b]) => `(${c}) ? (${a}) : (${b})`),
    fc.tuple(tie('expression'), tie('expression')).map(([c, a]) => `(${c}) ? (${a})`),
    fc
      .tuple(variableName, tie('expression'), tie('expression'))
      .map(([name, value, then]) => `(${name} := ${value}; ${then})`),
    fc
      .array(fc.tuple(keys, tie('expression')), { maxLength: 3 })
      .map((members) => `{${members.map(([name, value]) => `"${name}": ${value}`).join(', ')}}`),
    fc.array(tie('expression'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .tuple(fc.constantFrom('exists', 'not', 'type', 'trim', 'merge', 'number'), tie('expression'))
      .map(([name, value]) => `$${name}(${value})`),
    fc.tuple(tie('expression'), keys).map(([value, name]) => `$lookup(${value}, "${name}")`),
    fc
      .tuple(tie('expression'), fc.constantFrom('0', '1', '-1', '1.5', '9'), fc.constantFrom('0', '2', '-1', '99'))
      .map(([value, from, length]) => `$substring(${value}, ${from}, ${length})`),
  ),
}))

test('where it answers at all, it answers as JSONata does', async () => {
  let answers = 0
  await fc.assert(
    fc.asyncProperty(expression, json, json, async (source, input, v) => {
      const evaluate = quick(jsonata(source).ast())
      if (evaluate === undefined) return
      const ambient = { nowMs: 0, random: () => 0, uuid: () => '' }
      const bindings: Bindings = { states: { input }, variables: { v }, ambient }
      const before = JSON.stringify({ input, v })
      const answer = evaluate(bindings)
      if (answer === NOT_QUICK) return
      answers++
      expect(JSON.stringify({ input, v })).toBe(before)
      const reference = await jsonata(source).evaluate(undefined, { v, states: { input } })
      expect(plainJson(answer)).toEqual(plainJson(reference))
    }),
    { numRuns: 20_000 },
  )
  expect(answers).toBeGreaterThan(2_000)
}, 120_000)

test.each([
  '$states',
  '$',
  '$v[0]',
  '$states.input.a[]',
  '$states.input.a[0][1]',
  '$states.input.a[b = 1]',
  '$states.input.*',
  '$f(1)',
  '$sum($v)',
  '$exists()',
  '$v.a{b: c}',
  '-$v',
  '($states := 1; 2)',
  '{$v: 1}',
  '{"a": 1, "a": 2}',
  '{"_jsonata_lambda": true}',
  `${'('.repeat(30)}1${')'.repeat(30)}`,
])('leaves %s to JSONata', (source) => {
  expect(quick(jsonata(source).ast())).toBeUndefined()
})

test('leaves a function that a variable hides to JSONata', () => {
  const evaluate = quick(jsonata('($exists := 1; $exists($v))').ast())
  expect(evaluate?.({ states: {}, variables: { v: 1 }, ambient: {} as Bindings['ambient'] })).toBe(NOT_QUICK)
})
