import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ListExecutionsCommand, paginateListExecutions } from '@aws-sdk/client-sfn'
import { courseItem } from 'records'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cellsOf, enrollmentsIn, putStudents } from './batch-files.ts'
import { until } from './course-life.ts'
import {
  type EmulatorProcess,
  enroll,
  finished,
  scratch,
  spawnEnroll,
  startEmulatorProcess,
} from './emulator-process.ts'
import { putItem, STATE_MACHINE, seatsTaken } from './executions.ts'

/** More by hand: ENROLL_BATCH_ROWS=10000. */
const ROWS = Number(process.env.ENROLL_BATCH_ROWS ?? 600)
const SEATS = { 'maths-1': Math.ceil(ROWS / 2), 'physics-1': Math.ceil(ROWS / 5) }

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const file = () => join(data.path, 'spring.csv')
const batch = (...args: string[]) => ['batch', file(), '--endpoint', emulator.url, ...args]
/** Of those that the batch started: `enroll local` has one of its own. */
const started = async () => {
  const arns: string[] = []
  for await (const { executions = [] } of paginateListExecutions(
    { client: emulator.sfn },
    { stateMachineArn: STATE_MACHINE, maxResults: 1000 },
  )) {
    for (const { executionArn = '' } of executions) if (/:[0-9a-f]{36}$/.test(executionArn)) arns.push(executionArn)
  }
  return arns
}
const isSomeStarted = (more = 0) =>
  until(
    async () => (await emulator.sfn.send(new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE }))).executions,
    (executions = []) => executions.length > 20 + more,
  )

beforeEach(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
  const students = Array.from({ length: ROWS }, (_, n) => ({ name: 'Kim', email: `s${n}@example.com` }))
  await putStudents(
    emulator.dynamodb,
    students.map((student) => ({ ...student, payment: 'Done' as const })),
  )
  for (const [id, seats] of Object.entries(SEATS))
    await putItem(emulator.dynamodb, courseItem({ id, title: id, seats }))
  // Each third is bad.
  const rows = students.map(({ name, email }, n) => {
    return `${name},${n % 3 === 1 ? `nobody-${email}` : email},yes,${n % 2 === 0 ? 'maths-1' : 'physics-1'}`
  })
  await writeFile(file(), `Name,Email,Paid,Course\n${rows.join('\n')}\n`)
})
afterEach(async () => {
  await emulator?.stop()
  await data?.remove()
})

test('a batch that was killed twice, once with the emulator, starts no row twice and leaves none out', {
  timeout: 60_000 + ROWS * 50,
}, async () => {
  const killed = spawnEnroll(batch())
  await isSomeStarted()
  killed.kill('SIGKILL')
  expect((await finished(killed)).signal).toBe('SIGKILL')

  const orphaned = finished(spawnEnroll(batch()))
  await until(started, (arns) => arns.length > ROWS / 4)
  await emulator.stop('SIGKILL')
  const { code, stderr } = await orphaned
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: Nothing answers at http:[^\n]+\n$/)

  emulator = await startEmulatorProcess(join(data.path, 'data'))
  const last = await enroll(batch())
  expect(last).toMatchObject({ code: 0, stderr: '' })
  const results = (await cellsOf(join(data.path, 'spring.results.csv'), ',')).slice(1)
  expect(results.map(([row]) => Number(row))).toEqual(Array.from({ length: ROWS }, (_, n) => n + 2))
  expect(new Set(await started())).toEqual(new Set(results.map((cells) => cells[6])))
  for (const [course, seats] of Object.entries(SEATS)) {
    const enrolled = results.filter((cells) => cells[3] === course && cells[4] === 'enrolled').map((cells) => cells[6])
    const good = results.filter((cells) => cells[3] === course && !cells[2]?.startsWith('nobody')).length
    expect(enrolled).toHaveLength(Math.min(seats, good))
    expect(await seatsTaken(emulator.dynamodb, course)).toBe(enrolled.length)
    const inTable = [...(await enrollmentsIn(emulator.dynamodb, course)).values()].map(({ execution }) => execution)
    expect(new Set(inTable)).toEqual(new Set(enrolled))
  }
  expect((await readdir(data.path)).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('Ctrl-C ends it, says how to continue and leaves no file; the same command continues', async () => {
  const interrupted = spawnEnroll(batch('--concurrency', '4'))
  const end = finished(interrupted)
  await isSomeStarted()
  interrupted.kill('SIGINT')
  const { code, stderr } = await end
  expect(code).toBe(1)
  expect(stderr).toMatch(/^enroll: Stopped: \d+ of \d+ rows have an answer.* Run the same command again to continue/)
  expect((await readdir(data.path)).filter((name) => name !== 'data')).toEqual(['spring.csv'])
  const { stdout } = await enroll(batch())
  expect(stdout).toMatch(/\n\d+ of them started by an earlier run\n/)
  expect(await started()).toHaveLength(ROWS)
})

test('where AWS throttles, the batch waits and no row fails', async () => {
  let refused = 0
  /** In front of the emulator: refuses the first burst. */
  const throttling = createServer(async (request, response) => {
    const body = await text(request)
    const operation = String(request.headers['x-amz-target'])
    if (operation.endsWith('.StartExecution') && refused < 60) {
      refused += 1
      response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' }))
      return
    }
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': operation }
    const answer = await fetch(emulator.url, { method: 'POST', headers, body })
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
    response.end(await answer.text())
  })
  throttling.listen(0, '127.0.0.1')
  await once(throttling, 'listening')
  const url = `http://127.0.0.1:${(throttling.address() as AddressInfo).port}`
  const rows = Array.from({ length: 60 }, (_, n) => `Kim,s${n}@example.com,yes`)
  await writeFile(file(), `Name,Email,Paid\n${rows.join('\n')}\n`)
  const { code, stdout } = await enroll(['batch', file(), '--course', 'maths-1', '--endpoint', url])
  throttling.close()
  expect(code).toBe(0)
  expect(stdout).toContain('\n60 enrolled\n')
  expect(refused).toBe(60)
})
