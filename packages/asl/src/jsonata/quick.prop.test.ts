import * as fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import type { Bindings } from './expression.ts'
import { NOT_QUICK, quick } from './quick.ts'
import { plainJson } from './result.ts'

const keys = fc.constantFrom('a', 'b', 'c', 'toString', '__proto__')
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<unknown>(null, true, false, 0, 1, 'x', ''),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(keys, tie('json'), { maxKeys: 3, noNullPrototype: true }),
  ),
}))
const { expression } = fc.letrec<{ expression: string }>((tie) => ({
  expression: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom('1', '"x"', 'true', 'false', 'null', '$v', '$states.input', '$missing'),
    fc
      .tuple(fc.constantFrom('$v', '$states.input'), fc.array(keys, { minLength: 1, maxLength: 3 }))
      .map(([start, names]) => [start, ...names.map((name) => `\`${name}\``)].join('.')),
    fc
      .tuple(tie('expression'), fc.constantFrom('=', '!=', 'and', 'or'), tie('expression'))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    fc
      .tuple(tie('expression'), fc.constantFrom('=', '!=', 'and', 'or'), tie('expression'))
      .map(([left, operator, right]) => `${left} ${operator} ${right}`),
  ),
}))

test('where it answers at all, it answers as JSONata does', async () => {
  await fc.assert(
    fc.asyncProperty(expression, json, json, async (source, input, v) => {
      const evaluate = quick(jsonata(source).ast())
      fc.pre(evaluate !== undefined)
      const ambient = { nowMs: 0, random: () => 0, uuid: () => '' }
      const bindings: Bindings = { states: { input }, variables: { v }, ambient }
      const answer = evaluate?.(bindings)
      if (answer === NOT_QUICK) return
      const reference = await jsonata(source).evaluate(undefined, { v, states: { input } })
      expect(answer).toEqual(plainJson(reference))
    }),
    { numRuns: 3000 },
  )
}, 60_000)

test.each(['$states', '$', '$states.input[0]', '$states.input.a[]', '$states.input.*', '$f(1)', '$v.a{b: c}', '-$v'])(
  'leaves %s to JSONata',
  (source) => {
    expect(quick(jsonata(source).ast())).toBeUndefined()
  },
)
