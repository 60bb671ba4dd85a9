import { appendFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { paginateQuery } from '@aws-sdk/client-dynamodb'
import { table } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { CourseLife, until } from '../test/course-life.ts'
import { clients, scratch } from '../test/emulator-process.ts'
import { EmulatorUntilKilled } from './emulator-until-killed.ts'
import { allEvents, allExecutions, failedExecutions, redriveTimedOut, unsettled } from './executions.ts'
import { tasksRunAgain } from './ledger.ts'
import { askUntilGone, nameOf } from './random-requests.ts'
import { MORE_PATIENCE, printFigures, scale } from './scale.ts'
import { brokenRules, itemsOf, violations } from './snapshot.ts'

const ROUNDS = scale(3, 200)
/** Then it is another course, so that a snapshot fits into one answer. */
const ROUNDS_PER_COURSE = 20
const STUDENTS = 100
const SEATS = 20
const CLIENTS = 6
const LOAD_MS = 1200
/** After so many rounds, it is killed while it starts too. */
const EARLY = scale(2, 10)
const START_MS = 700

let folder: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorUntilKilled
/** Of the emulator that runs now. */
let aws: ReturnType<typeof clients>
const acknowledged = { executions: [] as string[], writes: 0 }
const ledger = () => join(folder.path, 'ledger')
beforeAll(async () => {
  folder = await scratch()
  emulator = new EmulatorUntilKilled(join(folder.path, 'data'), ledger())
})
afterAll(async () => {
  await emulator.kill()
  await folder.remove()
})

async function start(): Promise<void> {
  const url = await emulator.start()
  if (url === undefined) throw new Error(`The emulator did not start: ${emulator.faults.join('\n')}`)
  aws = clients(url)
}

async function killEarly(): Promise<void> {
  const starting = emulator.start()
  await sleep(Math.random() * START_MS)
  await emulator.kill()
  await starting
}

async function killUnderLoad(round: number): Promise<void> {
  const life = lifeOf(round)
  const asking = Array.from({ length: CLIENTS }, (_, client) =>
    askUntilGone(life, aws, STUDENTS, acknowledged, `${round}-${client}`),
  )
  let isGone = false
  const gone = Promise.all(asking).then(() => {
    isGone = true
  })
  const before = acknowledged.executions.length
  await sleep(Math.random() * LOAD_MS)
  // On a busy machine it takes longer until there is something to lose.
  while (acknowledged.executions.length === before && !isGone) await sleep(10)
  await emulator.kill()
  await gone
}

async function openCourse(life: CourseLife): Promise<void> {
  await life.open({ seats: SEATS, waitlist: 3 * SEATS, paymentHours: 1 })
  for (let n = 0; n < STUDENTS; n += 1) await life.student(nameOf(n))
}

const lifeOf = (round: number) => new CourseLife(aws, `killed-${Math.ceil(round / ROUNDS_PER_COURSE)}`)

/** The rules that the course of this round breaks, or that the answer has not all of it. */
async function broken(life: CourseLife): Promise<string[]> {
  const items = await itemsOf(aws.dynamodb, life.id, false)
  return items === undefined ? [`There is no snapshot of ${life.id}`] : brokenRules(items, { settled: false })
}

async function writesKept(): Promise<number> {
  const query = {
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': { S: 'ACKNOWLEDGED' } },
    ConsistentRead: true,
  }
  let kept = 0
  for await (const { Count = 0 } of paginateQuery({ client: aws.dynamodb }, query)) kept += Count
  return kept
}

/** What was acknowledged and is not there. */
async function lost(): Promise<string[]> {
  const all = await Promise.all(Object.values(stateMachines).map((machine) => allExecutions(aws.sfn, machine)))
  const kept = new Set(all.flat().map(({ executionArn }) => executionArn))
  const writes = acknowledged.writes - (await writesKept())
  return [...acknowledged.executions.filter((arn) => !kept.has(arn)), ...(writes > 0 ? [`${writes} writes`] : [])]
}

test(
  `${ROUNDS} times killed under load: nothing acknowledged is lost, no finished task runs again, the rules hold`,
  MORE_PATIENCE,
  async () => {
    const began = Date.now()
    const rulesBroken: string[] = []
    await start()
    for (let round = 1; round <= ROUNDS; round += 1) {
      if (round % ROUNDS_PER_COURSE === 1) await openCourse(lifeOf(round))
      await killUnderLoad(round)
      if (round % EARLY === 0) await killEarly()
      await start()
      rulesBroken.push(...(await broken(lifeOf(round))))
    }
    const killedMs = Date.now() - began
    const all = Array.from({ length: Math.ceil(ROUNDS / ROUNDS_PER_COURSE) }, (_, n) =>
      lifeOf(ROUNDS_PER_COURSE * n + 1),
    )
    let redriven = 0
    await until(
      async () => {
        redriven += await redriveTimedOut(aws.sfn)
        return unsettled(aws.sfn, all)
      },
      (left) => left.length === 0,
    )
    for (const { id } of all) rulesBroken.push(...(await violations(aws.dynamodb, id, { settled: true })))
    const { tasks, again, finished } = await tasksRunAgain(aws.sfn, ledger())
    expect({ lost: await lost(), finished, rulesBroken, faults: emulator.faults }).toEqual({
      lost: [],
      finished: [],
      rulesBroken: [],
      faults: [],
    })
    expect(await failedExecutions(aws.sfn)).toEqual([])
    const { executions, writes } = acknowledged
    expect(executions.length).toBeGreaterThanOrEqual(ROUNDS)
    printFigures({ rounds: ROUNDS, killedMs, executions: executions.length, writes, tasks, again, redriven })

    // Control: a finished task that runs again is found, and so is what was acknowledged and is not there.
    const [arn = ''] = executions
    const { id } = (await allEvents(aws.sfn, arn)).find(({ type }) => type === 'LambdaFunctionScheduled') ?? {}
    await appendFile(ledger(), `${arn} ${id} ${Date.now()}\n`)
    expect((await tasksRunAgain(aws.sfn, ledger())).finished).toEqual([`${arn} ${id}`])
    await emulator.kill()
    await rm(join(folder.path, 'data'), { recursive: true })
    await start()
    expect(await lost()).toEqual([...executions, `${writes} writes`])
  },
)
