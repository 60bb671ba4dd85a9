import { setTimeout as sleep } from 'node:timers/promises'
import { GetExecutionHistoryCommand, paginateListExecutions } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type StateMachineName, stateMachines } from 'workflow'
import { CourseLife, until } from './course-life.ts'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'

const STUDENTS = 200
const SEATS = 20
const WAITLIST = 100
const KILLS = 3

const folder = await scratch()
/** The emulator that runs now: a killed one is replaced by another, on the same data. */
let running: EmulatorProcess
const aws = {
  get sfn() {
    return running.sfn
  },
  get dynamodb() {
    return running.dynamodb
  },
}
const life = new CourseLife(aws, 'crowd-1')

beforeAll(async () => {
  running = await startEmulatorProcess(folder.path)
})
afterAll(async () => {
  await running.stop()
  await folder.remove()
})

const nameOf = (n: number) => `Student-${n}`
const arnOf = (machine: StateMachineName) => `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}`

/** Starts an execution until it is acknowledged: with a name, so that a lost answer starts no second one. */
async function start(machine: StateMachineName, input: unknown, name: string): Promise<void> {
  for (;;) {
    try {
      await life.start(machine, input, name)
      return
    } catch (error) {
      if ((error as Error).name === 'ExecutionAlreadyExists') return
      await sleep(50)
    }
  }
}

async function countOf(machine: StateMachineName, statusFilter: 'RUNNING' | 'FAILED' | 'ABORTED'): Promise<number> {
  let count = 0
  const pages = paginateListExecutions({ client: aws.sfn }, { stateMachineArn: arnOf(machine), statusFilter })
  for await (const { executions = [] } of pages) count += executions.length
  return count
}

/** Sort keys in the order in which promotions gave those places a seat, with the time at which that was acknowledged. */
async function seatsGiven(): Promise<{ place: string; atMs: number }[]> {
  const given: { place: string; atMs: number }[] = []
  const pages = paginateListExecutions({ client: aws.sfn }, { stateMachineArn: arnOf(stateMachines.promotion) })
  for await (const { executions = [] } of pages) {
    for (const { executionArn } of executions) {
      const { events = [] } = await aws.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))
      for (const event of events) {
        const parameters = event.taskScheduledEventDetails?.parameters ?? ''
        if (!parameters.includes('REMOVE waitKey')) continue
        // TaskScheduled, TaskStarted, TaskSucceeded.
        const answer = events.find(
          ({ type, previousEventId }) => type === 'TaskSucceeded' && previousEventId === (event.id ?? 0) + 1,
        )
        const [, place] = parameters.match(/"sk":\{"S":"(WAIT#[^"]+)"/) ?? []
        if (answer?.timestamp && place) given.push({ place, atMs: answer.timestamp.getTime() })
      }
    }
  }
  return given.sort((a, b) => a.atMs - b.atMs)
}

test('two hundred students, twenty seats, and an emulator that is killed three times', {
  timeout: 180_000,
}, async () => {
  await life.open({ seats: SEATS, waitlist: WAITLIST, paymentHours: 1 })
  for (let n = 0; n < STUDENTS; n += 1) await life.student(nameOf(n), n % 3 === 0 ? 'Pending' : 'Done')

  const done = Promise.all(
    Array.from({ length: STUDENTS }, async (_, n) => {
      const [Name, Email, Course] = [nameOf(n), life.emailOf(nameOf(n)), 'crowd-1']
      await sleep(Math.random() * 3000)
      const Payment = n % 3 === 0 ? 'Pending' : 'Done'
      await start(stateMachines.enrollment, { Name, Email, Course, Payment }, `request-${n}`)
      await sleep(500 + Math.random() * 5000)
      if (n % 4 === 1) await start(stateMachines.withdrawal, { Email, Course }, `withdrawal-${n}`)
      if (n % 6 === 3) await start(stateMachines.payment, { Email }, `payment-${n}`)
    }),
  )
  for (let kill = 0; kill < KILLS; kill += 1) {
    await sleep(1000 + Math.random() * 1500)
    await running.stop('SIGKILL')
    running = await startEmulatorProcess(folder.path)
  }
  await done

  const [enrollment, ...others] = [
    stateMachines.enrollment,
    stateMachines.withdrawal,
    stateMachines.payment,
    stateMachines.promotion,
  ] as const
  await until(
    async () => {
      const waiting = (await life.enrollments()).filter(({ status }) => status !== 'ENROLLED').length
      const counts = await Promise.all([enrollment, ...others].map((machine) => countOf(machine, 'RUNNING')))
      return { waiting, counts }
    },
    ({ waiting, counts: [waits, ...rest] }) => waits === waiting && rest.every((count) => count === 0),
  )

  const [course, line, enrollments] = [await life.course(), await life.line(), await life.enrollments()]
  const holding = enrollments.filter(({ status }) => status !== 'WAITLISTED')
  const waiting = enrollments.filter(({ status }) => status === 'WAITLISTED')
  expect(course).toMatchObject({ seatsTaken: holding.length, waiting: line.length })
  expect(holding.length).toBeLessThanOrEqual(SEATS)
  expect(waiting.map(({ email }) => email).sort()).toEqual(line.toSorted())
  if (line.length > 0) expect(holding).toHaveLength(SEATS)
  for (const machine of [enrollment, ...others]) {
    expect(await countOf(machine, 'FAILED'), machine).toBe(0)
  }
  expect(await enroll(['verify', '--endpoint', running.url])).toMatchObject({ code: 0 })
  const given = await seatsGiven()
  expect(given.length).toBeGreaterThan(0)
  for (const [index, { place, atMs }] of given.entries()) {
    // Two promotions may be acknowledged in another order than they were written, moments apart.
    const overtaken = given.slice(index + 1).find((later) => later.place < place && later.atMs > atMs + 500)
    expect(overtaken).toBeUndefined()
  }
})
