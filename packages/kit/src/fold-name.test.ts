import { expect, test } from 'vitest'
import { foldName } from './fold-name.ts'

test.each([
  [' alison ', 'Alison'],
  ['ALISON', 'alison'],
  ['José', 'Jose\u0301'],
  ['Straße', 'STRASSE'],
  ['Anna  Maria\tLuise', 'anna maria luise'],
  ['Ａｌｉｓｏｎ', 'Alison'],
  ['Ali\u00adson', 'Alison'],
])('%j and %j are the same name', (one, other) => {
  expect(foldName(one)).toBe(foldName(other))
})

test.each([
  ['Alison', 'Allison'],
  ['Jose', 'José'],
  ['Anna Maria', 'Annamaria'],
])('%j and %j are different names', (one, other) => {
  expect(foldName(one)).not.toBe(foldName(other))
})
