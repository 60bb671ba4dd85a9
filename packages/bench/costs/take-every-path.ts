import { courseItem, type StudentRecord, studentItem } from 'records'
import { stateMachines } from 'workflow'
import type { Client } from '../shared/http-client.ts'
import { ended, putItems, run, start } from '../shared/operations.ts'
import { untilItWaits } from '../shared/until-it-waits.ts'

/** So that the time for a payment is over in two seconds. */
const SHORT_HOURS = 2 / 3_600

/** Takes every path through the four workflows at least once: docs/costs.md has a row for each. */
export async function takeEveryPath(client: Client): Promise<void> {
  const course = (id: string, settings: { seats: number; waitlist?: number; paymentHours?: number }) =>
    courseItem({ id, title: id, ...settings })
  const student = (name: string, payment: StudentRecord['payment'] = 'Done') =>
    studentItem({ name, email: emailOf(name), payment })
  await putItems(client, [
    course('open', { seats: 10 }),
    course('full', { seats: 0 }),
    course('one', { seats: 1, waitlist: 5 }),
    course('line', { seats: 0, waitlist: 5 }),
    course('held', { seats: 5, paymentHours: 1 }),
    course('short', { seats: 1, paymentHours: SHORT_HOURS }),
    ...['Anna', 'Bert', 'Cleo'].map((name) => student(name)),
    ...['Dora', 'Emil'].map((name) => student(name, 'Pending')),
  ])
  const request = (name: string, id: string, payment = 'Done') => {
    return { Name: name, Email: emailOf(name), Payment: payment, Course: id }
  }
  const enroll = (...of: Parameters<typeof request>) => run(client, stateMachines.enrollment, request(...of))
  const enter = async (...of: Parameters<typeof request>) => {
    const execution = await start(client, stateMachines.enrollment, request(...of))
    await untilItWaits(client, of[1], emailOf(of[0]))
    return execution
  }
  const withdraw = (name: string, id: string) =>
    run(client, stateMachines.withdrawal, { Email: emailOf(name), Course: id })
  const pay = (name: string) => run(client, stateMachines.payment, { Email: emailOf(name) })

  // Enrolled, asked again, withdrawn, not enrolled; a promotion of nobody after it.
  await enroll('Anna', 'open')
  await enroll('Anna', 'open')
  await withdraw('Anna', 'open')
  await withdraw('Anna', 'open')
  // Cancelled: by what was validated, and since the course is full.
  await enroll('Nobody', 'open')
  await enroll('Anna', 'full')
  // In line, then a seat; a promotion of one.
  await enroll('Anna', 'one')
  const waits = await enter('Bert', 'one')
  await withdraw('Anna', 'one')
  await ended(client, waits)
  // In line, asked again, then withdrawn.
  const leaves = await enter('Cleo', 'line')
  await enroll('Cleo', 'line')
  await withdraw('Cleo', 'line')
  await ended(client, leaves)
  // Held, then paid: a payment that finds it, one that finds an enrollment, one that finds none.
  const held = await enter('Dora', 'held', 'Pending')
  await enroll('Dora', 'held', 'Pending')
  await pay('Dora')
  await ended(client, held)
  await pay('Bert')
  await pay('Anna')
  // Held, time over.
  await ended(client, await start(client, stateMachines.enrollment, request('Emil', 'short', 'Pending')))
}

function emailOf(name: string): string {
  return `${name.toLowerCase()}@paths.example`
}
