import { stripVTControlCharacters } from 'node:util'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { hang, hangData, pad, WIDTH, wrap } from './layout.ts'

const widths = (text: string) => text.split('\n').map((line) => stringWidth(line))

test('what fits is left as it is', () => {
  expect(wrap(`  a  b\n${'c'.repeat(80)}`)).toBe(`  a  b\n${'c'.repeat(80)}`)
})

test('a long line continues below, indented', () => {
  expect(hang('  CODE  ', `${'word '.repeat(20)}end`).split('\n')).toEqual([
    `  CODE  ${'word '.repeat(14)}`.trimEnd(),
    `        ${'word '.repeat(6)}end`,
  ])
})

test('a long word stays whole', () => {
  const arn = 'arn:'.repeat(30)
  expect(wrap(`see ${arn} there`)).toBe(`see\n  ${arn}\n  there`)
  expect(wrap(`  ${arn}`)).toBe(`  ${arn}`)
})

test('colours take no columns', () => {
  const coloured = `\u001b[32m${'x'.repeat(40)}\u001b[39m ${'y'.repeat(39)}`
  expect(stripVTControlCharacters(coloured).length).toBe(WIDTH)
  expect(wrap(coloured)).toBe(coloured)
})

test.each([
  ['CJK', '李小龍'],
  ['right to left', 'מִרְיָם بنت عمران'],
  ['emoji of several code points', '👩‍👩‍👧 🇨🇭 👍🏽'],
])('%s: padded to columns of the terminal, and wrapped at them', (_, name) => {
  expect(stringWidth(pad(name, 30))).toBe(30)
  const text = `${name} `.repeat(40).trimEnd()
  for (const wrapped of [wrap(text), hang('label  ', text), hangData('label  ', text)]) {
    expect(wrapped.split('\n').length).toBeGreaterThan(1)
    expect(Math.max(...widths(wrapped))).toBeLessThanOrEqual(WIDTH)
  }
})

test('a script without spaces breaks between two characters, and no character is cut', () => {
  expect(hang('name  ', '龍'.repeat(50)).split('\n')).toEqual([`name  ${'龍'.repeat(37)}`, `      ${'龍'.repeat(13)}`])
  expect(hangData('name  ', '👩‍👩‍👧'.repeat(38)).split('\n')[1]).toBe(`      ${'👩‍👩‍👧'}`)
})

test('data keeps its spaces', () => {
  const data = `{"a":"${'x'.repeat(60)}    ${'y'.repeat(60)}"}`
  expect(hangData('in  ', data).replaceAll('\n    ', '').slice(4)).toBe(data)
})
