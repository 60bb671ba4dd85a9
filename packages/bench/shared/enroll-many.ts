import { studentItem } from 'records'
import { stateMachines } from 'workflow'
import type { Client } from './http-client.ts'
import { type Load, throughput } from './measure.ts'
import { ended, putItems, start } from './operations.ts'

const POLL_MS = 20

export async function addStudents(client: Client, emails: readonly string[]): Promise<void> {
  await putItems(
    client,
    emails.map((email) => studentItem({ name: 'Student', email, payment: 'Done' })),
  )
}

/** Starts a request for each student and asks for its end, many at a time. */
export function enrollMany(client: Client, course: string, emails: readonly string[], atATime: number): Promise<Load> {
  return throughput(emails.length, atATime, async (n) => {
    const request = { Name: 'Student', Email: emails[n], Payment: 'Done', Course: course }
    await ended(client, await start(client, stateMachines.enrollment, request), POLL_MS)
  })
}
