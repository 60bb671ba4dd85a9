import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import { courseItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { STATE_MACHINE } from 'workflow'
import { cellsOf, enrollmentsIn, putStudents } from '../test/batch-files.ts'
import {
  type EmulatorProcess,
  enroll,
  finished,
  scratch,
  spawnEnroll,
  startEmulatorProcess,
} from '../test/emulator-process.ts'
import { putItem, seatsTaken } from '../test/executions.ts'
import { allExecutions } from './executions.ts'
import { MORE_PATIENCE, printFigures, scale } from './scale.ts'

const ROUNDS = scale(2, 20)
const ROWS = scale(60, 200)
const SEATS = ROWS / 2
const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:${STATE_MACHINE}`

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
  const students = Array.from({ length: ROWS }, (_, n) => ({ name: 'Kim', email: `s${n}@example.com` }))
  await putStudents(
    emulator.dynamodb,
    students.map((student) => ({ ...student, payment: 'Done' as const })),
  )
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

/** A file for a course of its own, of which each third row is bad, and the arguments for it. */
async function batchFor(course: string): Promise<string[]> {
  await putItem(emulator.dynamodb, courseItem({ id: course, title: course, seats: SEATS }))
  const rows = Array.from({ length: ROWS }, (_, n) => `Kim,${n % 3 === 1 ? 'nobody-' : ''}s${n}@example.com,yes`)
  const file = join(data.path, `${course}.csv`)
  await writeFile(file, `Name,Email,Paid\n${rows.join('\n')}\n`)
  return ['batch', file, '--course', course, '--endpoint', emulator.url]
}

/** What batches started besides those, by the names that they give: `enroll local` has one of its own. */
async function startedBesides(known: ReadonlySet<string>): Promise<string[]> {
  const all = await allExecutions(emulator.sfn, STATE_MACHINE)
  return all.map(({ executionArn = '' }) => executionArn).filter((arn) => /:[0-9a-f]{36}$/.test(arn) && !known.has(arn))
}

/** What stands in the file of results, against the table. */
async function check(course: string): Promise<string[]> {
  const results = (await cellsOf(join(data.path, `${course}.results.csv`), ',')).slice(1)
  expect(results.map(([row]) => Number(row))).toEqual(Array.from({ length: ROWS }, (_, n) => n + 2))
  const arns = results.map((cells) => cells.find((cell) => cell.startsWith('arn:')) ?? '')
  expect(new Set(arns).size).toBe(ROWS)
  const enrolled = results.flatMap((cells, n) => (cells.includes('enrolled') ? (arns[n] ?? '') : []))
  expect(enrolled).toHaveLength(SEATS)
  expect(await seatsTaken(emulator.dynamodb, course)).toBe(SEATS)
  const inTable = [...(await enrollmentsIn(emulator.dynamodb, course)).values()].map(({ execution }) => execution)
  expect(inTable.sort()).toEqual(enrolled.sort())
  return arns
}

test(
  `${ROUNDS} batches of ${ROWS} rows, each killed at random moments: no row is started twice, none is left out, the next run continues`,
  MORE_PATIENCE,
  async () => {
    const began = performance.now()
    expect(await enroll(await batchFor('undisturbed'))).toMatchObject({ code: 0, stderr: '' })
    const durationMs = performance.now() - began
    const known = new Set(await check('undisturbed'))

    const startedAtKill: number[] = []
    const kills = Math.floor(ROUNDS * 1.5)
    for (let round = 1; round <= ROUNDS; round += 1) {
      const course = `killed-${round}`
      const args = await batchFor(course)
      let before = 0
      for (let kill = round % 2; kill < 2; kill += 1) {
        const batch = spawnEnroll(args)
        const end = finished(batch)
        // At random in each part of its course.
        await sleep(((startedAtKill.length + Math.random()) / kills) * durationMs)
        batch.kill('SIGKILL')
        await end
        // What it had sent may be accepted after it.
        await sleep(500)
        before = (await startedBesides(known)).length
        startedAtKill.push(before)
      }
      const { code, stdout, stderr } = await enroll(args)
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout.match(/\n(\d+) of them started by an earlier run\n/)?.[1] ?? '0').toBe(String(before))
      const arns = new Set(await check(course))
      for (const arn of arns) known.add(arn)
      expect(await startedBesides(known)).toEqual([])
    }
    expect((await readdir(data.path)).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(Math.max(...startedAtKill)).toBeGreaterThanOrEqual(scale(0, 1))
    printFigures({ rounds: ROUNDS, rows: ROWS, kills, startedAtKill })

    // Control: a row that is started a second time is found.
    const twice = {
      stateMachineArn,
      name: 'f'.repeat(36),
      input: JSON.stringify({ Name: 'Kim', Email: 's0@example.com' }),
    }
    const { executionArn } = await emulator.sfn.send(new StartExecutionCommand(twice))
    expect(await startedBesides(known)).toEqual([executionArn])
  },
)
