import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'
import { putHostileCourse } from './hostile-course.ts'
import { FORMULAS, formulasIn, spreadsheetCells, unguarded } from './spreadsheet-cells.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])
beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
  await putHostileCourse(emulator.dynamodb, 'formulas', FORMULAS)
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

test('control: an unguarded cell is found', () => {
  expect(formulasIn(spreadsheetCells('a,"=1+1"\r\n-2,x\r\n'))).toEqual(['=1+1', '-2'])
})

test('`enroll roster --csv` has no formula, and every name and address as it is', async () => {
  const { stdout } = await at('roster', '--course', 'formulas', '--csv')
  const [, ...rows] = spreadsheetCells(stdout)
  expect(formulasIn(rows)).toEqual([])
  const students = rows.map(([name = '', email = '', , , by = '']) => [name, email, by].map(unguarded))
  expect(students.sort()).toEqual(FORMULAS.map((text, n) => [text, `${text}${n}@holds.example`, text]).sort())
})

test('the files of `enroll batch` have no formula, and every cell as it came; they alone are new', async () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
  const rows = FORMULAS.map((text, n) => [text, `${text.trim()}${n}@f.example`, 'yes', '../../../elsewhere', text])
  const file = join(data.path, 'spring.csv')
  const outside = async () => (await readdir(data.path)).filter((name) => name !== 'data').sort()
  await writeFile(
    file,
    `Name,Email,Paid,Course,=Note\r\n${rows.map((row) => row.map(quoted).join(',')).join('\r\n')}\r\n`,
  )
  expect((await at('batch', file, '--as', '=me')).code).toBe(0)
  expect(await outside()).toEqual(['spring.csv', 'spring.rejected.csv', 'spring.results.csv'])

  const [headings, ...rejected] = spreadsheetCells(await readFile(join(data.path, 'spring.rejected.csv'), 'utf8'))
  expect(formulasIn([headings ?? [], ...rejected])).toEqual([])
  expect(headings?.map(unguarded)).toContain('=Note')
  // A guard in the file that is read counts as one: those two are formulas that somebody guarded.
  const asRead = (text: string) => unguarded(text).replaceAll('\r', '\n')
  expect(rejected.map((cells) => cells.slice(0, 5).map(unguarded))).toEqual(rows.map((row) => row.map(asRead)))

  const results = spreadsheetCells(await readFile(join(data.path, 'spring.results.csv'), 'utf8')).slice(1)
  expect(formulasIn(results)).toEqual([])
  expect(results.map(([, name = '']) => unguarded(name))).toEqual(FORMULAS.map((text) => asRead(text).trim()))

  const lines = FORMULAS.map((Name, n) =>
    JSON.stringify({ Name, Email: `${n}@f.example`, Payment: 'Done', Course: 'formulas' }),
  )
  await writeFile(join(data.path, 'lines.jsonl'), lines.join('\n'))
  await at('batch', join(data.path, 'lines.jsonl'))
  const ofLines = spreadsheetCells(await readFile(join(data.path, 'lines.results.csv'), 'utf8')).slice(1)
  expect(formulasIn(ofLines)).toEqual([])
  expect(ofLines.map(([, name = '']) => unguarded(name))).toEqual(FORMULAS.map((text) => text.trim()))
})
