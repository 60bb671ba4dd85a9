import { setTimeout as sleep } from 'node:timers/promises'
import { stateMachines } from 'workflow'
import { CourseLife } from '../test/course-life.ts'
import { backOffUpTo, type Change, inTurn, lookAgainAfter, startLifeEmulator } from '../test/life-emulator.ts'
import { allExecutions, failedExecutions, unsettled } from './executions.ts'
import { randomFaults } from './faults.ts'
import { createGate, type Gate } from './gate.ts'
import { PlacesSeen, seatsGiven } from './line.ts'
import { nameOf } from './random-requests.ts'
import { brokenRules, seatsAndLine } from './snapshot.ts'

export interface Crowd {
  students: number
  duplicates: number
  seats: number
  waitlist: number
  /** In which all of it is asked for. */
  seconds: number
  /** The probability of a fault in each task. */
  faults: number
  /** A wait for a seat or a payment is looked at again after so many seconds. */
  lookAgainSeconds: number
  /** Nobody backs off for longer than that. */
  backOffSeconds: number
  /** Until all has settled. */
  patienceMs: number
}

/** What was found: but for the figures, all of it is empty where all is well. */
export interface Found {
  broken: string[]
  overtaken: string[]
  /** What neither ended nor waits for what is there, once the patience is over. */
  unsettled: string[]
  failed: string[]
  figures: { executions: number; seatsGiven: number; snapshots: number; injected: Record<string, number> }
}

/** How many tasks may be under way before the next request waits: more would time out on a busy machine. */
const MAX_UNDER_WAY = 100
/** How many requests may be sent at once. */
const SENDERS = 20

/** Has a crowd of students ask for one course at random moments, while tasks fail at random, and watches it. */
export async function crowd(size: Crowd, change: Change = (text) => text): Promise<Found> {
  const injected = new Map<string, number>()
  const gate = createGate()
  const faults = randomFaults(size.faults, injected)
  const hurried = inTurn(lookAgainAfter(size.lookAgainSeconds), backOffUpTo(size.backOffSeconds), change)
  const aws = await startLifeEmulator(hurried, { interceptTask: (runTask) => faults(gate.intercept(runTask)) })
  try {
    const life = new CourseLife(aws, 'faults')
    await life.open({ seats: size.seats, waitlist: size.waitlist, paymentHours: 1 })
    const numbers = Array.from({ length: size.students }, (_, n) => n)
    for (const n of numbers) await life.student(nameOf(n), paymentOf(n))

    let over = false
    const places = new PlacesSeen()
    const watching = watch()
    await sendAll(
      numbers.flatMap((n) => requestsOf(life, n, size)),
      gate,
    )
    const left = await leftAfter(size.patienceMs, () => unsettled(aws.sfn, [life]))
    over = true
    const { snapshots, broken } = await watching
    const isSettled = left.length === 0
    broken.push(...brokenRules(await seatsAndLine(aws.dynamodb, life.id), { settled: isSettled }))
    const given = await seatsGiven(aws.sfn)
    const all = await Promise.all(Object.values(stateMachines).map((machine) => allExecutions(aws.sfn, machine)))
    return {
      broken,
      overtaken: given.flatMap((one) => places.overtaken(one)),
      unsettled: left,
      failed: await failedExecutions(aws.sfn),
      figures: {
        executions: all.flat().length,
        seatsGiven: given.length,
        snapshots,
        injected: Object.fromEntries(injected),
      },
    }

    async function watch(): Promise<{ snapshots: number; broken: string[] }> {
      const broken: string[] = []
      let snapshots = 0
      for (; !over; snapshots += 1) {
        await gate.whileClosed(async () => {
          const beganMs = Date.now()
          const items = await seatsAndLine(aws.dynamodb, life.id)
          broken.push(...brokenRules(items, { settled: false }))
          places.note(items, beganMs, Date.now())
        })
        await sleep(size.seconds * 5)
      }
      return { snapshots, broken }
    }
  } finally {
    await aws.emulator.close()
  }
}

const paymentOf = (n: number) => (n % 3 === 0 ? 'Pending' : 'Done')

interface Request {
  /** Milliseconds after the first one. */
  atMs: number
  send(): Promise<unknown>
}

/** All that becomes of one student: asks again and again, withdraws, pays or lets the time pass. */
function requestsOf(life: CourseLife, n: number, { duplicates, seconds }: Crowd): Request[] {
  const name = nameOf(n)
  const at = (earliest: number) => (earliest + Math.random()) * seconds * 1000
  const [Email, Course] = [life.emailOf(name), life.id]
  const act = async () => {
    if (n % 4 === 1) await life.start(stateMachines.withdrawal, { Email, Course })
    if (n % 6 === 3) await life.start(stateMachines.payment, { Email })
    if (n % 6 === 0 && (await life.status(name)) === 'AWAITING_PAYMENT') await life.endHold(name)
  }
  const ask = () => life.request(name, { payment: paymentOf(n) })
  // Most of them hold a seat by then.
  const last = { atMs: at(0.5), send: act }
  return [...Array.from({ length: duplicates }, () => ({ atMs: at(0), send: ask })), last]
}

/** Sends each at its time, or later where the machine has enough to do. */
async function sendAll(requests: readonly Request[], gate: Gate): Promise<void> {
  const queue = requests.toSorted((a, b) => a.atMs - b.atMs)
  const beganMs = Date.now()
  const send = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      await sleep(Math.max(0, beganMs + next.atMs - Date.now()))
      while (gate.underWay() > MAX_UNDER_WAY) await sleep(20)
      await next.send()
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, send))
}

/** What is left once nothing is, or the patience is over. */
async function leftAfter(patienceMs: number, read: () => Promise<string[]>): Promise<string[]> {
  for (const deadlineMs = Date.now() + patienceMs; ; ) {
    const left = await read()
    if (left.length === 0 || Date.now() > deadlineMs) return left
    await sleep(Math.min(1000, patienceMs / 20))
  }
}
