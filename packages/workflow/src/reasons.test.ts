import { reasonInWords } from 'records'
import { expect, test } from 'vitest'
import { reasonCodes } from './outcome.ts'

test.each(reasonCodes)('%s is said in words', (code) => {
  expect(reasonInWords(code)).toMatch(/^[a-z]/)
})

test.each(['NEW_CHECK', 'constructor', ''])('an unknown code stays as it is: %j', (code) => {
  expect(reasonInWords(code)).toBe(code)
})
