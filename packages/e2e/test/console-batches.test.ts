import type { BatchState } from 'intake'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from './course-life.ts'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
let readOnly: ServedConsole

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
  readOnly = await serveConsole(emulator.url)
})
afterAll(async () => {
  await readOnly?.stop()
  await emulator?.stop()
  await data?.remove()
})

const FILE =
  'Student;E-Mail;Bezahlt;Kurs\r\nMike;mike@example.com;ja;serverless-101\r\n;;;\r\nEve;eve@example.com;ja;\r\n'

async function ask(path: string, init: RequestInit = {}, base = emulator.url) {
  const headers = { 'content-type': 'application/octet-stream', ...init.headers }
  const response = await fetch(`${base}/administration/${path}`, { ...init, headers })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

async function send(body: string | Uint8Array<ArrayBuffer>, init: RequestInit = {}, base = emulator.url) {
  const { status, text } = await ask('batches?name=spring.csv', { method: 'POST', body, ...init }, base)
  return { status, body: JSON.parse(text) as BatchState & { message?: string } }
}

const stateOf = async (id: string) => JSON.parse((await ask(`batches/${id}`)).text) as BatchState
const post = (id: string, what: string) => ask(`batches/${id}/${what}`, { method: 'POST', body: '{}' })

test('a file is checked, predicted, run and downloaded at the server of the page', async () => {
  const { body } = await send(FILE)
  expect(body).toMatchObject({ stage: 'checked', total: 2, ready: 1, refused: 1, problems: [{ row: 4 }] })
  const settings = { columns: body.columns, course: 'serverless-101', withRecords: false }
  await ask(`batches/${body.id}`, { method: 'PUT', body: JSON.stringify(settings) })
  expect((await post(body.id, 'predict')).status).toBe(200)
  const predicted = await until(
    () => stateOf(body.id),
    ({ stage }) => stage !== 'predicting',
  )
  expect(predicted).toMatchObject({ stage: 'checked', prediction: { counts: { ENROLLED: 1, CANCELLED: 1 } } })
  expect((await post(body.id, 'start')).status).toBe(200)
  const ended = await until(
    () => stateOf(body.id),
    ({ stage }) => stage !== 'running',
  )
  expect(ended).toMatchObject({ stage: 'ended', rejected: 1, progress: { done: 2, counts: { ENROLLED: 1 } } })
  const rejected = await ask(`batches/${body.id}/rejected`)
  expect(rejected.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''spring.rejected.csv")
  expect(rejected.text).toContain('Eve;eve@example.com;ja;;no student record has this e-mail address;2')
  // Its file is deleted.
  expect(JSON.parse((await post(body.id, 'start')).text).message).toMatch(/its file is deleted/)
  expect((await ask(`batches/${body.id}`, { method: 'DELETE' })).status).toBe(200)
  expect((await ask(`batches/${body.id}`)).status).toBe(404)
})

test('what is no spreadsheet, or too large, is refused with what was expected', async () => {
  expect(await send('')).toMatchObject({ status: 400, body: { message: expect.stringContaining('no requests') } })
  const large = await send(new Uint8Array(10 * 1024 * 1024 + 1))
  expect(large).toMatchObject({ status: 413, body: { message: expect.stringContaining('more than 10 MiB') } })
})

test('pages of other sites, and read-only consoles, start nothing', async () => {
  const other = await send(FILE, { headers: { origin: 'http://evil.example' } })
  expect(other.status).toBe(403)
  const blind = await send(FILE, { headers: { 'content-type': 'text/plain' } })
  expect(blind.status).toBe(403)
  const refused = await send(FILE, {}, readOnly.url)
  expect(refused).toMatchObject({ status: 403, body: { message: expect.stringContaining('--read-write') } })
})
