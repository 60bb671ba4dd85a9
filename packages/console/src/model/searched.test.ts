import { expect, test } from 'vitest'
import { searchedText } from './searched.ts'

test('names all that was looked at, and says where there is more', () => {
  const names = { count: 10_000, all: false }
  const unfinished = { count: 12, all: true }
  expect(searchedText({ table: true, names, unfinished })).toBe(
    'Searched: the records of every course, the names of the newest 10,000 executions and all 12 requests that failed or run. Older ones are not searched yet.',
  )
  expect(searchedText({ table: 'maths-1', names: false, unfinished: { ...unfinished, answer: 'running' } })).toBe(
    'Searched: the records of maths-1 and all 12 requests that run.',
  )
})
