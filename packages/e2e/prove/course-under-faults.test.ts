import { setTimeout as sleep } from 'node:timers/promises'
import { paginateListExecutions } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { CourseLife, until } from '../test/course-life.ts'
import { type LifeEmulator, lookAgainAfter, startLifeEmulator } from '../test/life-emulator.ts'
import { randomFaults } from './faults.ts'
import { PATIENCE, printFigures, scale } from './scale.ts'
import { violations } from './snapshot.ts'

const STUDENTS = scale(60, 1000)
const DUPLICATES = scale(4, 10)
const SEATS = scale(10, 100)
const WAITLIST = scale(20, 200)
const SECONDS = scale(3, 200)
/** Bounded, so many more that there are some. */
const FAULTS = scale(0.05, 0.01)

const injected = new Map<string, number>()
let aws: LifeEmulator
let life: CourseLife
beforeAll(async () => {
  aws = await startLifeEmulator(lookAgainAfter(scale(2, 120)), { interceptTask: randomFaults(FAULTS, injected) })
  life = new CourseLife(aws, 'faults')
})
afterAll(() => aws.emulator.close())

const nameOf = (n: number) => `Student-${n}`
const moment = () => sleep(Math.random() * SECONDS * 1000)

/** All that becomes of one student: asks again and again, withdraws, pays or lets the time pass. */
async function liveOne(n: number): Promise<void> {
  const name = nameOf(n)
  const payment = n % 3 === 0 ? 'Pending' : 'Done'
  const ask = async () => {
    await moment()
    await life.request(name, { payment })
  }
  const act = async () => {
    await moment()
    // Whether they succeed is read at the end: a thousand that poll would be the load.
    const [Email, Course] = [life.emailOf(name), 'faults']
    if (n % 4 === 1) await life.start(stateMachines.withdrawal, { Email, Course })
    if (n % 6 === 3) await life.start(stateMachines.payment, { Email })
    if (n % 6 === 0 && (await life.status(name)) === 'AWAITING_PAYMENT') await life.endHold(name)
  }
  await Promise.all([...Array.from({ length: DUPLICATES }, ask), act()])
}

/** The snapshots of a course that break a rule, until `over`. */
async function watch(over: () => boolean): Promise<{ snapshots: number; broken: string[] }> {
  const broken: string[] = []
  let snapshots = 0
  for (; !over(); snapshots += 1) {
    broken.push(...(await violations(aws.dynamodb, 'faults', { settled: false })))
    await sleep(scale(20, 500))
  }
  return { snapshots, broken }
}

async function executionsOf(machine: string, statusFilter?: 'RUNNING' | 'FAILED') {
  const input = { stateMachineArn: `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}`, statusFilter }
  const arns: string[] = []
  for await (const { executions = [] } of paginateListExecutions({ client: aws.sfn }, input)) {
    arns.push(...executions.map(({ executionArn = '' }) => executionArn))
  }
  return arns
}

// Has not settled in the time of `pnpm test` on a busy machine.
test.runIf(process.env.PROVE)(
  `${STUDENTS} students × ${DUPLICATES} requests, ${SEATS} seats, ${FAULTS * 100} % faults: every snapshot keeps the rules`,
  PATIENCE,
  async () => {
    await life.open({ seats: SEATS, waitlist: WAITLIST, paymentHours: 1 })
    for (let n = 0; n < STUDENTS; n += 1) await life.student(nameOf(n), n % 3 === 0 ? 'Pending' : 'Done')
    let over = false
    const watching = watch(() => over)
    await Promise.all(Array.from({ length: STUDENTS }, (_, n) => liveOne(n)))

    const { enrollment, ...rest } = stateMachines
    const isSettled = async () => {
      await sleep(scale(0, 2000))
      const open = await Promise.all(Object.values(rest).map((machine) => executionsOf(machine, 'RUNNING')))
      const waiting = (await life.enrollments()).filter(({ status }) => status !== 'ENROLLED')
      const running = await executionsOf(enrollment, 'RUNNING')
      const owners = waiting.map(({ execution }) => execution).sort()
      return open.flat().length === 0 && JSON.stringify(running.sort()) === JSON.stringify(owners)
    }
    // Every execution has ended, or waits for a seat or a payment of its own.
    await until(isSettled, (is) => is)
    over = true
    const { snapshots, broken } = await watching
    expect(broken).toEqual([])
    expect(await violations(aws.dynamodb, 'faults', { settled: true })).toEqual([])
    const failed = await Promise.all(Object.values(stateMachines).map((machine) => executionsOf(machine, 'FAILED')))
    expect(failed.flat()).toEqual([])
    expect(snapshots).toBeGreaterThan(10)
    expect(injected.size).toBeGreaterThan(3)
    const executions = await Promise.all(Object.values(stateMachines).map((machine) => executionsOf(machine)))
    printFigures({ executions: executions.flat().length, snapshots, injected: Object.fromEntries(injected) })
  },
)
