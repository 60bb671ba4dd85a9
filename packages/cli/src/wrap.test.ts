import { expect, test } from 'vitest'
import { columnsOf, wrap } from './wrap.ts'

test('what fits is left as it is', () => {
  expect(wrap(`  a  b\n${'c'.repeat(80)}`)).toBe(`  a  b\n${'c'.repeat(80)}`)
})

test('a long line goes on below, indented', () => {
  expect(wrap(`  CODE  ${'word '.repeat(20)}end`, 8).split('\n')).toEqual([
    `  CODE  ${'word '.repeat(14)}`.trimEnd(),
    `        ${'word '.repeat(6)}end`,
  ])
})

test('a long word stays whole', () => {
  const arn = 'arn:'.repeat(30)
  expect(wrap(`see ${arn} there`)).toBe(`see\n  ${arn}\n  there`)
})

test('colours take no columns', () => {
  const coloured = `\u001b[32m${'x'.repeat(40)}\u001b[39m ${'y'.repeat(39)}`
  expect(columnsOf(coloured)).toBe(80)
  expect(wrap(coloured)).toBe(coloured)
})
