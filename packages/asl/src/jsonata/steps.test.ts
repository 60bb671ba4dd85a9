import { expect, test } from 'vitest'
import { compileExpression } from './expression.ts'
import { sizeOf } from './size.ts'
import { stepsOf } from './steps.ts'

function steps(source: string, reading: unknown = {}): number | undefined {
  return stepsOf(compileExpression(`{% ${source} %}`).tree)?.(sizeOf(reading))
}

test.each([
  '$states.input.a.b[0].c',
  '$states.input.items[id = $wanted and price > 3].name',
  '$states.input.checks.{"name": Name, "email": Email.value}',
  "'Dear ' & $name & ', you owe ' & $amount & ' to ' & $whom",
  '($a := $states.input.a; $exists($a) ? {"a": $a, "n": $count($a)} : [$a])',
  '$merge([$states.input, {"at": $now()}])',
  '1 + $floor($random() * 3)',
  '$states.input.a ~> $sum()',
  '$pad($states.input.id, -12, "0")',
  '$match($states.input.id, /^([A-Z]{2,3})-(\\d+)$/, 1).groups[1]',
  '$string($states.input)',
  '$toMillis($states.input.at) <= $millis()',
  '{"due": $fromMillis($millis() - 3600000), "at": $now()}',
  '[$states.input.a.$substring(id, 7)]',
  '$states.input.a.b.$trim()',
  '$split($states.input.id, "-")[-1] & ($exists($states.input.a) ? $states.input.a[b = 1].b : "-")',
])('%s is known to be short for a small input', (source) => {
  expect(steps(source, { input: { id: 'AB-12', a: [{ b: [1] }] } })).toBeLessThan(10_000)
})

test.each([
  ['a function of its own', '($f := function($n) { $f($n + 1) }; $f(0))'],
  ['a function under another name', '($f := $match; $f("a", /(a+)+/))'],
  ['a function under the name of another', '($sum := $range; $sum(1, 300000, 1))'],
  ['a function that is given another', '$map($states.input.a, $string)'],
  ['a partial application', '($f := $sum(?); $f([1]))'],
  ['a list that is sorted', '$states.input.a^(b)'],
  ['a list without duplicates', '$distinct($states.input.a)'],
  ['what is found anywhere', '$states.input.**.a'],
  ['a group', '$states.input.a{b: c}'],
  ['a joined list', '$states.input.a@$x.b@$y.{"x": $x, "y": $y}'],
  ['a changed copy', '$states.input ~> |a|{"b": 1}|'],
  ['numbers from one to another', '[1..1000000]'],
  ['repetition inside of repetition', '$contains($states.input.a, /(a+)+$/)'],
  ['a choice that is repeated', '$contains($states.input.a, /(?:a|a)*$/)'],
  ['a pattern that looks back', '$contains($states.input.a, /(a*)\\1/)'],
  ['a picture', '$toMillis($states.input.a, "[f1][f1]x")'],
  ['a picture to write by', '$fromMillis($states.input.a, "[Y][Y][Y]")'],
  ['a picture that is read', '$now($states.input.a)'],
  ['a text that is made longer for each item', '$x.$pad($, 1000)'],
  ['a text for each item of all of them', '$x.$substring($y, 1)'],
  ['a text for each item of all that it names', '$x.$substring($join([a, a]), 1)'],
  ['a part of each item that goes on', '$x.$substring(a, 1).$substring($, 1)'],
  ['what is gathered, item by item', '$append($x, $x)[a = $y]'],
  ['what is written out, item by item', '[$x, $x][a = $y]'],
  ['much padding', '$pad("x", 100000000)'],
  ['padding by a number that is not written out', '$pad("x", $states.input.n)'],
  ['a separator that is not written out', '$join($states.input.a, $states.input.b)'],
  ['a text that is searched for another', '$contains($states.input.a, $states.input.b)'],
  ['a text that is doubled', '($a := $x & $x; $a & $a)'],
  ['a list that is doubled', '($a := [$x, $x]; [$a, $a])'],
  ['a list that is doubled by a function', '($a := $append($x, $x); [$a, $a])'],
  ['a list that is doubled for each item', '$x.[$, $].[$, $]'],
  ['every item with all of them', '$x.{"all": $x}'],
  ['escapes that are escaped', '$string([$string([$x])])'],
  ['escapes that are escaped in a text', '"" & ["" & [$x]]'],
])('%s may take long: %s', (_, source) => {
  expect(steps(source)).toBeUndefined()
})

test('what is short for a small input is not for a large one', () => {
  const items = Array.from({ length: 1000 }, (_, id) => ({ id }))
  expect(steps('$x[id = 1][id = 2]', { x: items.slice(0, 10) })).toBeLessThan(10_000)
  expect(steps('$x[$x[id = 1].id = id]', { x: items })).toBeGreaterThan(1_000_000)
  expect(steps(`$contains("${'a'.repeat(10_000)}", /a*b*$/)`)).toBeGreaterThan(1_000_000)
  expect(steps('$contains($x, /a*b*$/)', { x: 'a'.repeat(10_000) })).toBeGreaterThan(1_000_000)
  expect(steps('$x.{"at": $now()}', { x: items })).toBeGreaterThan(100_000)
  expect(steps('[$x.$substring(id, 7)]', { x: items.map(({ id }) => ({ id: String(id) })) })).toBeLessThan(100_000)
})

test('what is unpacked of a text is a list, whatever the text is made of', () => {
  const x = Array.from({ length: 1000 }, (_, id) => ({ id }))
  const text = 'a'.repeat(1000)
  expect(steps(`$count($split($join($lookup($x.{"a": "${text}"}, "a")), ""))`, { x })).toBeGreaterThan(1_000_000)
  expect(steps('$split($y, "")[$ = $y]', { y: text })).toBeGreaterThan(1_000_000)
  expect(steps('($a := $split($y, ""); $a[$ = $y])', { y: text })).toBeGreaterThan(1_000_000)
  expect(steps('$parse($y).a[b = c].{"b": b[c = 1]}', { y: text })).toBeGreaterThan(1_000_000)
})

test('texts that are written out count as often as they are given', () => {
  const x = Array.from({ length: 1000 }, (_, id) => id)
  expect(steps(`$string($x.{"a": "${'a'.repeat(1000)}"})`, { x })).toBeGreaterThan(100_000)
  expect(steps('$string($x.{"a": $uuid()})', { x: x.slice(0, 10) })).toBeLessThan(10_000)
})
