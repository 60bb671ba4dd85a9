import { expect, test } from 'vitest'
import { describeCharacter } from './describe-character.ts'

test.each([
  ['\u200b', 'U+200B (zero width space)'],
  [',', 'U+002C (comma)'],
  ['\u0000', 'U+0000 (a control character)'],
  ['\u2009', 'U+2009 (a space)'],
  ['\ufe0f', 'U+FE0F (an invisible character)'],
  ['😀', 'U+1F600 (an emoji or pictograph)'],
  ['¿', 'U+00BF (a punctuation mark)'],
  ['€', 'U+20AC (a symbol)'],
  ['\u0301', 'U+0301 (a combining mark)'],
  ['\ue000', 'U+E000 (not a character)'],
])('%j is %s', (character, description) => {
  expect(describeCharacter(character)).toBe(description)
})
