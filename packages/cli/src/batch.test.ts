import { expect, test } from 'vitest'
import { batchLines } from './batch.ts'

test('blank lines are skipped and counted', () => {
  expect(batchLines('\uFEFF{"a":1}\r\n\n  {"b":2}\n').map(({ line, input, valid }) => [line, input, valid])).toEqual([
    [1, '{"a":1}', true],
    [3, '{"b":2}', true],
  ])
})

test('names come from the file and the line: equal for equal files, different otherwise', () => {
  const names = (content: string) => batchLines(content).map(({ executionName }) => executionName)
  expect(names('{}\n{}\n')).toEqual(names('{}\n{}\n'))
  expect(new Set([...names('{}\n{}\n'), ...names('{}\n{}\n{}\n')]).size).toBe(5)
  for (const name of names('{}\n{}\n')) expect(name).toMatch(/^[0-9a-f]{36}$/)
})

test('a line that is not JSON is marked', () => {
  expect(batchLines('Alison\n{}').map(({ valid }) => valid)).toEqual([false, true])
})

test.each(['[]', 'null', '"Alison"', '7', '[{"Name":"Alison"}]'])('%s is not a request: not a JSON object', (text) => {
  expect(batchLines(`${text}\n{}`).map(({ valid }) => valid)).toEqual([false, true])
})
