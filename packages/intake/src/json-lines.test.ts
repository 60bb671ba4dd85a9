import { expect, test } from 'vitest'
import { all, fileOf } from './files.fixture.ts'
import { readRows } from './read-rows.ts'
import type { RowOptions } from './row.ts'

const rowsOf = (text: string, options?: RowOptions) =>
  all(readRows(fileOf(text), { kind: 'json-lines', encoding: 'utf-8' }, options))
const brief = async (text: string, options?: RowOptions) =>
  (await rowsOf(text, options)).map((row) => [row.line, row.status === 'ready' ? row.input : row.status])

test('blank lines are skipped and counted', async () => {
  expect(await brief('\uFEFF{"a":1}\r\n\n  {"b":2}\n')).toEqual([
    [1, '{"a":1}'],
    [3, '{"b":2}'],
  ])
})

test('a line that is not JSON is marked', async () => {
  expect(await brief('Alison\n{}')).toEqual([
    [1, 'refused'],
    [2, '{}'],
  ])
})

test.each(['[]', 'null', '"Alison"', '7', '[{"Name":"Alison"}]'])(
  '%s is not a request: not a JSON object',
  async (text) => {
    expect(await brief(`${text}\n{}`)).toEqual([
      [1, 'refused'],
      [2, '{}'],
    ])
  },
)

test('any object is sent as it is: the workflow judges it', async () => {
  const request = '{"Name":7,"Payment":["Done"],"Note":{"Reason":1},"__proto__":{"Email":"x"}}'
  expect(await brief(request)).toEqual([[1, request]])
})

test('the course and who asks are added where they are absent', async () => {
  const text = '{"Course":" "}\n{"Course":"maths-2","RequestedBy":"mike"}'
  expect(await brief(text, { course: 'maths-1', requestedBy: 'anna' })).toEqual([
    [1, '{"Course":"maths-1","RequestedBy":"anna"}'],
    [2, '{"Course":"maths-2","RequestedBy":"mike"}'],
  ])
})

test('what a file of rejected rows adds is not sent', async () => {
  expect(
    await rowsOf('{"Name":"Alison","Reason":"x","Attempt":2}\n{"Reason":"kept"}\n{"Attempt":"often"}'),
  ).toMatchObject([
    { input: '{"Name":"Alison"}', attempt: 2 },
    { input: '{"Reason":"kept"}', attempt: 1 },
    { status: 'refused', problems: [{ column: 'Attempt' }] },
  ])
})
