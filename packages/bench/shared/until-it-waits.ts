import { enrollmentKey } from 'records'
import type { Client } from './http-client.ts'
import { dynamoDb } from './operations.ts'

/** Resolves once the execution of an enrollment waits for a callback: its token is stored then. */
export async function untilItWaits(client: Client, course: string, email: string): Promise<void> {
  for (;;) {
    const { Item } = await dynamoDb<{ Item?: { taskToken?: object } }>(client, 'GetItem', {
      Key: enrollmentKey(course, email),
    })
    if (Item?.taskToken !== undefined) return
  }
}
