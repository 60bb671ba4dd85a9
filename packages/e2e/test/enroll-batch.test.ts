import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'
import { ARTICLE, STATE_MACHINE } from './executions.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
let file: string
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])
const executions = async () =>
  (await emulator.sfn.send(new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE, maxResults: 1000 })))
    .executions ?? []

const STRANGER = { ...ARTICLE, Email: 'stranger@example.com' }
const BROKEN = '{"Name": "Alison", '
/**
 * Ten of each kind, in turn, each another request: 1, 4, 7 … repeat the enrollment of `start`, 2, 5, 8 … are cancelled,
 * 3, 6, 9 … are not JSON.
 */
const LINES = Array.from({ length: 30 }, (_, index) => {
  const request = [ARTICLE, STRANGER][index % 3]
  return request === undefined ? BROKEN : JSON.stringify({ ...request, Note: index })
})

beforeAll(async () => {
  data = await scratch()
  file = join(data.path, 'requests.jsonl')
  await writeFile(file, `${LINES.join('\n')}\n`)
  emulator = await startEmulatorProcess(join(data.path, 'data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

test('a batch reports how every line ended, and the same file again starts nothing', async () => {
  const before = (await executions()).length
  const first = await at('batch', file)
  expect(first).toMatchObject({ code: 1, stderr: '' })
  expect(first.stdout).toMatch(/^line {5}2 {2}cancelled {9}no student record has this e-mail address$/m)
  expect(first.stdout).toMatch(/^line {4}30 {2}not started {7}not a JSON/m)
  expect(first.stdout).toContain('\n\n10 already enrolled, 10 cancelled, 10 not started\n')
  const started = await executions()
  expect(started).toHaveLength(before + 20)

  const second = await at('batch', file, '--concurrency', '3')
  expect(second.code).toBe(1)
  expect(second.stdout).toContain(
    '\n\n10 already enrolled, 10 cancelled, 10 not started\n20 of them started by an earlier run\n',
  )
  expect(await executions()).toEqual(started)
})

test('where all are enrolled or cancelled it ends with 0, from standard input and in JSON too', async () => {
  const input = `${JSON.stringify(ARTICLE)}\n\n${JSON.stringify(STRANGER)}\n`
  const { code, stdout } = await enroll(['batch', '-', '--json', '--endpoint', emulator.url], { input })
  expect(code).toBe(0)
  const results = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as object)
    .filter((line) => !('progress' in line))
  expect(results).toEqual([
    {
      line: 1,
      status: 'ENROLLED',
      alreadyEnrolled: true,
      execution: expect.stringMatching(/:course-enrollment:[0-9a-f]{36}$/),
    },
    { line: 3, status: 'CANCELLED', codes: ['EMAIL_UNKNOWN'], execution: expect.any(String) },
    { summary: { total: 2, before: 0, counts: expect.objectContaining({ ALREADY_ENROLLED: 1, CANCELLED: 1 }) } },
  ])
})

const BLANK = ';;;'
const SPREADSHEET = [
  'Student;E-Mail;Bezahlt;Bemerkung',
  'Mike;mike@example.com;ja;"ruft am Montag\nan"',
  'Ross;ross@example.com;vielleicht;',
  BLANK,
  'Zoë;zoe@example.com;nein;',
  'Mike;mike@example.com;paid;noch einmal',
]

test('a spreadsheet is checked as a whole, then started; a row of it that comes again is not', async () => {
  const csv = join(data.path, 'spring.csv')
  await writeFile(csv, Buffer.from(`${SPREADSHEET.join('\r\n')}\r\n`, 'latin1'))
  const before = (await executions()).length
  const first = await at('batch', csv, '--course', 'serverless-101', '--concurrency', '1')
  expect(first).toMatchObject({ code: 1, stderr: 'enroll: columns that are not read: "Bemerkung"\n' })
  expect(first.stdout).toBe(
    [
      'row     3 (line 4)  not started       column "Bezahlt" is no payment status:',
      '                                      expected yes, paid or done, or else no,',
      '                                      unpaid or pending',
      'row     6 (line 7)  duplicate         same as row 2',
      'row     5 (line 6)  cancelled         no student record has this e-mail address',
      '',
      '1 enrolled, 1 cancelled, 1 not started, 1 duplicate',
      '',
      'Cancelled because',
      '        1  no student record has this e-mail address',
      '',
      `Results   ${data.path}/spring.results.csv`,
      `Rejected  ${data.path}/spring.rejected.csv`,
      '          To try these rows again, run that file, corrected or as it is.',
      '',
    ].join('\n'),
  )
  expect(await executions()).toHaveLength(before + 2)

  // In another order, corrected, and by somebody else.
  const [headings, mike = '', ross = '', ...others] = SPREADSHEET
  const rows = [ross.replace('vielleicht', 'ja'), ...others, mike].map((row) => (row === BLANK ? row : `${row};anna`))
  const corrected = [`${headings};RequestedBy`, ...rows].join('\n')
  const second = await enroll(['batch', '-', '--course', 'serverless-101', '--endpoint', emulator.url], {
    input: `\uFEFF${corrected}`,
  })
  expect(second.stdout).toContain('\n\n2 enrolled, 1 cancelled, 1 duplicate\n2 of them started by an earlier run\n')
  expect(await executions()).toHaveLength(before + 3)
})

test.each([
  ['a column is missing', 'Name,Paid\nMike,yes\n', 'The file lacks columns: Email (or E-mail, Mail), Course'],
  ['a quote is not closed', 'Name,Email,Paid,Course\nRoss,"r@example.com,yes,m\n', 'beyond row 2, which opens a quote'],
])('where %s nothing starts', async (_, input, what) => {
  const before = (await executions()).length
  const { code, stderr } = await enroll(['batch', '-', '--endpoint', emulator.url], { input })
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: [^\n]+ Nothing was started\.\n$/)
  expect(stderr).toContain(what)
  expect(await executions()).toHaveLength(before)
})

test.each([
  ['nothing in it', ['batch', '-'], 'no request'],
  ['a file that is not there', ['batch', 'nowhere.jsonl'], 'nowhere.jsonl cannot be read (ENOENT)'],
  ['no course id', ['batch', '-', '--course', 'Maths 1'], '--course is not a course id'],
  ['none at a time', ['batch', '-', '--concurrency', '0'], '1 to 100'],
])('%s: one line and exit code 1', async (_, args, what) => {
  const { code, stderr } = await at(...args)
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: [^\n]+\n$/)
  expect(stderr).toContain(what)
})
