import { expect, test } from 'vitest'
import { withoutSeparator } from './command-line.ts'

test.each([
  ['local -- --port 0 --once', 'local --port 0 --once'],
  ['-- list --limit 5', 'list --limit 5'],
  ['list -- --limit 5', 'list --limit 5'],
  ['-- --help', '--help'],
  ['show -- -name', 'show -- -name'],
  ['local --port 0', 'local --port 0'],
  ['local --', 'local --'],
])('%s', (typed, read) => {
  expect(withoutSeparator(typed.split(' '))).toEqual(read.split(' '))
})
