import { setTimeout as sleep } from 'node:timers/promises'
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn'
import { enrollmentKey, table } from 'records'
import { stateMachines } from 'workflow'
import { CourseLife } from '../test/course-life.ts'
import type { clients } from '../test/emulator-process.ts'
import { allExecutions } from './executions.ts'

type Clients = ReturnType<typeof clients>

export interface Load {
  ids: readonly string[]
  courses: readonly CourseLife[]
  started: Record<string, number>
  redriven: number
  redriveFailed(): Promise<void>
  /** Ends when every student has come to the end of a round. */
  done: Promise<void>
}

interface LoadOptions {
  courses: number
  students: number
  /** Between two acts of a student, on the average. */
  pauseMs: number
  isOver: () => boolean
}

/** Students who request, pay or let the time pass, withdraw and begin again; and somebody who redrives what failed. */
export async function startLoad(aws: Clients, { courses, students, pauseMs, isOver }: LoadOptions): Promise<Load> {
  const ids = Array.from({ length: courses }, (_, n) => `soak-${n}`)
  const lives = ids.map((id) => new CourseLife(aws, id))
  // Half of those who come get a seat, a quarter waits.
  const seats = Math.ceil(students / courses / 2)
  for (const life of lives) await life.open({ seats, waitlist: Math.ceil(seats / 2), paymentHours: 1 })
  const load: Load = { ids, courses: lives, started: {}, redriven: 0, redriveFailed, done: Promise.resolve() }
  const pause = () => sleep(Math.random() * 2 * pauseMs)

  async function liveOn(n: number): Promise<void> {
    const [id = '', life] = [ids[n % courses], lives[n % courses]]
    if (life === undefined) return
    const name = `Student-${n}`
    const [Email, Course] = [life.emailOf(name), id]
    const start = async (machine: (typeof stateMachines)[keyof typeof stateMachines], input: unknown) => {
      load.started[machine] = (load.started[machine] ?? 0) + 1
      await life.start(machine, input)
    }
    for (let round = n; !isOver(); round += 1) {
      const Payment = round % 3 === 0 ? 'Pending' : 'Done'
      await life.student(name, Payment)
      const requests = round % 5 === 0 ? 2 : 1
      for (let again = 0; again < requests; again += 1) {
        await start(stateMachines.enrollment, { Name: name, Email, Course, Payment })
      }
      if (round % 7 === 0) await start(stateMachines.enrollment, { Name: 'Another', Email, Course: 'none' })
      await pause()
      if (round % 6 === 3) await start(stateMachines.payment, { Email })
      if (round % 6 === 0) await endHold(aws, id, Email)
      await pause()
      await start(stateMachines.withdrawal, { Email, Course, Reason: 'changed plans' })
      await pause()
    }
  }

  async function redriveFailed(): Promise<void> {
    for (const machine of Object.values(stateMachines)) {
      for (const { executionArn } of await allExecutions(aws.sfn, machine, 'FAILED')) {
        await aws.sfn.send(new RedriveExecutionCommand({ executionArn }))
        load.redriven += 1
      }
    }
  }
  async function redriveOn(): Promise<void> {
    while (!isOver()) {
      await redriveFailed()
      await sleep(2000)
    }
  }
  load.done = Promise.all([redriveOn(), ...Array.from({ length: students }, (_, n) => liveOn(n))]).then(() => undefined)
  return load
}

/** The time for the payment is over, if a seat is still held for one. */
async function endHold({ dynamodb }: Clients, course: string, email: string): Promise<void> {
  const request = {
    TableName: table.name,
    Key: enrollmentKey(course, email),
    UpdateExpression: 'SET heldUntil = :now',
    ConditionExpression: 'attribute_exists(heldUntil)',
    ExpressionAttributeValues: { ':now': { S: new Date().toISOString() } },
  }
  await dynamodb.send(new UpdateItemCommand(request)).catch((error: Error) => {
    if (error.name !== 'ConditionalCheckFailedException') throw error
  })
}
