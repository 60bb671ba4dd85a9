import { expect, test } from 'vitest'
import { regexSteps } from './regex-steps.ts'

test.each([
  [/\S/, 100],
  [/^abc/, 1],
  [/abc/, 100],
  [/^\s*$/, 100],
  [/^[a*b+]{2,4}$/, 3],
  [/\d+-\d+/, 1_000_000],
  [/^(?:Done|Pending)$/, 200],
  [/^a/m, 100],
])('%s takes at most %d steps on a text of 100 characters', (regex, expected) => {
  expect(regexSteps(regex)?.(100)).toBe(expected)
})

test.each([
  /(a+)+/,
  /((a+))+/,
  /(?:a|ab)*/,
  /([ab]*c){2,}/,
  /(a?){30}/,
  /(a)\1/,
  /(?=a*)b/,
  /(?<=a)b/,
  /(?<name>a)\k<name>/,
])('%s may take any number of steps', (regex) => {
  expect(regexSteps(regex)).toBeUndefined()
})
