import { expect, test } from 'vitest'
import { type Bindings, compileExpression } from './expression.ts'
import { UnsupportedResult } from './result.ts'

function bindings(input: unknown, variables: Record<string, unknown> = {}): Bindings {
  let draws = 0
  const context = { nowMs: Date.parse('2026-03-04T05:06:07Z'), random: () => (draws++ % 10) / 10, uuid: () => 'uuid' }
  return { states: { input }, variables, context }
}

async function evaluate(
  source: string,
  input: unknown = {},
  variables: Record<string, unknown> = {},
): Promise<unknown> {
  return compileExpression(`{% ${source} %}`).evaluate(bindings(input, variables))
}

test.each([
  ['$now()', '2026-03-04T05:06:07.000Z'],
  ['$now("[H01]:[m01]")', '05:06'],
  ['$millis()', Date.parse('2026-03-04T05:06:07Z')],
  ['$toMillis("10:00", "[H01]:[m01]") = $toMillis("2026-03-04T10:00:00Z")', true],
  ['$random(42)', 0.7275636800328681],
  ['$uuid()', 'uuid'],
  ['$shuffle([1, 2, 3, 4])', [3, 4, 2, 1]],
  ['$partition([1, 2, 3], 2.9)', [[1, 2], [3]]],
  ['$partition([1], 0)', undefined],
  ['$range(-1.7, 1, 1)', [-1, 0, 1]],
  ['$range(5, 5, 1)', 5],
  ['$range(1, 9, 9)', 1],
  ['$hash("input", "MD5")', 'a43c1b0aa53a0c908810c06ab1ff3967'],
  ['$parse("-0")', -0],
  ['$parse("[1, null]")', [1, null]],
  ['($x := 2; $x * 3)', 6],
  ['$count([1..873782])', 873_782],
  ['$count($range(1, 360145, 1))', 360_145],
  ['$length("a\u{1F600}b")', 3],
  [
    '$pad("x", 4) & $pad("x", -3, "ab") & $pad("xyz", 2) & $pad("\u{1F600}", 3, "\u{1F601}b")',
    'x   abxxyz\u{1F600}\u{1F601}b',
  ],
])('%s gives what Step Functions gives', async (source, expected) => {
  expect(await evaluate(source)).toEqual(expected)
})

const DOUBLED =
  '$doubled := function($n) { ($of := function($s, $n) { $n = 0 ? $s : $of($s & $s, $n - 1) }; $of("x", $n)) }'

test('a text that is doubled 22 times from one character is no longer than an expression may hold', async () => {
  expect(await evaluate(`(${DOUBLED}; $length($doubled(22)))`)).toBe(2 ** 22)
})

test.each([
  ['$parse("{")', { code: 'D3137', message: 'Invalid JSON' }],
  ['$parse(1)', { code: 'T0410', message: 'Argument 1 of function "parse" does not match function signature' }],
  ['$hash("a", "CRC")', { code: 'D3137' }],
  ['$partition(1, 2)', { code: 'T0412', message: 'Argument 1 of function "partition" must be an array of undefined' }],
  ['$partition([1], -1)', { code: 'D3137', message: 'Second argument must be zero or greater' }],
  ['$uuid(1)', { code: 'T0410', message: 'Argument 1 of function "uuid" does not match function signature' }],
  ['$eval("1")', { code: 'T1006', message: 'Attempted to invoke a non-function' }],
  ['($f := function($n) { 1 + $f($n) }; $f(1))', { code: 'D1011' }],
  ['$count([1..873783])', { code: 'D2015' }],
  ['$count($range(1, 360146, 1))', { code: 'D2015' }],
  ['$length($doubled(23))', { code: 'D2015' }],
  ['$length($pad("x", 100000000))', { code: 'D2015' }],
  ['$length($join([1..1000].$string(), $pad("x", 10000)))', { code: 'D2015' }],
  ['[1..100].$pad("x", 100000)', { code: 'D2015' }],
  ['$replace($pad("x", 100000, "x"), "x", $pad("y", 100000, "y"))', { code: 'D2015' }],
])('%s fails as in Step Functions', async (source, expected) => {
  await expect(evaluate(`(${DOUBLED}; ${source})`)).rejects.toMatchObject(expected)
})

test('what is no Base64 is not decoded', async () => {
  expect(await evaluate('$base64decode("bXkgdGV4dA==")')).toBe('my text')
  await expect(evaluate('$base64decode("!!!")')).rejects.toThrow()
})

test('a function, even inside of a result, is no JSON', async () => {
  await expect(evaluate('{"f": $sum}')).rejects.toBeInstanceOf(UnsupportedResult)
})

test('a group of many keys is no deep expression', async () => {
  const input = Array.from({ length: 300 }, (_, id) => ({ id: String(id) }))
  expect(Object.keys((await evaluate('$states.input{id: $}', input)) as object)).toHaveLength(300)
})

test('a list of many items is no deep expression', async () => {
  expect(await evaluate(`$count([${Array(300).fill('$states.input.a.b').join(', ')}])`, { a: { b: 1 } })).toBe(300)
  await expect(evaluate(`${'['.repeat(100)}1${']'.repeat(100)}`)).rejects.toMatchObject({ code: 'D1011' })
})

test('what comes out of an expression is plain: a list of one stays a list for the next', async () => {
  const first = await evaluate('$states.input.a[]', { a: [{ b: 1 }] })
  expect(first).toEqual([{ b: 1 }])
  expect(await evaluate('$v', {}, { v: first })).toEqual([{ b: 1 }])
  expect(await evaluate('($v)', {}, { v: first })).toEqual([{ b: 1 }])
})

test.each([
  '$states.input.a[]',
  '$sort($states.input.a)',
  '$states.input ~> |$|{"a": 1}|',
  '$append($states.input.a, 4)',
])('%s leaves its input alone', async (source) => {
  const input = deepFreeze({ a: [3, 1, 2] })
  await evaluate(source, input)
  expect(Reflect.ownKeys(input.a)).toEqual(['0', '1', '2', 'length'])
})

function deepFreeze<T extends object>(value: T): T {
  for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) deepFreeze(child)
  return Object.freeze(value)
}

test('only what was assigned is a variable', async () => {
  expect(await evaluate('[$constructor, $toString, $hasOwnProperty]')).toEqual([])
})

test('what is not known to be short is left to another, with what it reads and no more', async () => {
  const asked: unknown[] = []
  const evaluateLong = async (source: string, reading: unknown) => asked.push({ source, reading })
  const { states, variables, context } = bindings({ a: 'aaa' }, { pattern: 1, other: 2 })
  const evaluateWith = (source: string) =>
    compileExpression(`{% ${source} %}`).evaluate({ states, variables, context: { ...context, evaluateLong } })
  expect(await evaluateWith('$states.input.a & $pattern')).toBe('aaa1')
  expect(asked).toEqual([])
  expect(await evaluateWith('$match($states.input.a, /(a+)+$/)[$pattern]')).toBe(1)
  const reading = { states: { input: { a: 'aaa' } }, variables: { pattern: 1 } }
  expect(asked).toEqual([{ source: '$match($states.input.a, /(a+)+$/)[$pattern]', reading }])
})
