import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  courseItem,
  courseKey,
  enrollmentKey,
  type Item,
  indexKey,
  sortKeyPrefix,
  studentItem,
  studentKey,
} from 'records'
import { putItem } from './executions.ts'

/** A course that is called as each of its students is, with all that a person can have typed: nothing has checked the texts. */
export async function putHostileCourse(dynamodb: DynamoDBClient, id: string, texts: readonly string[]): Promise<void> {
  const [title = id] = texts
  const taken = { seatsTaken: { N: String(texts.length) }, waiting: { N: String(texts.length) } }
  await putItem(dynamodb, { ...courseItem({ id, title, seats: 50, waitlist: 50 }), ...taken })
  for (const [n, text] of texts.entries()) {
    const item = (email: string): Item => ({
      [indexKey]: studentKey(email).pk,
      name: { S: text },
      email: { S: email },
      requestedBy: { S: text },
      startedAt: { S: new Date(Date.UTC(2026, 0, 1, n)).toISOString() },
      execution: { S: `arn:aws:states:us-east-1:000000000000:execution:course-enrollment:${id}-${n}` },
    })
    const [holds, waits, left] = ['holds', 'waits', 'left'].map((what) => `${text}${n}@${what}.example`)
    if (holds === undefined || waits === undefined || left === undefined) continue
    const waitKey = `${sortKeyPrefix.waiting}2026-01-01T00:00:00.000Z#${n}`
    const items: Item[] = [
      studentItem({ name: text, email: holds, payment: 'Done' }),
      { ...enrollmentKey(id, holds), ...item(holds), status: { S: 'ENROLLED' } },
      { ...enrollmentKey(id, waits), ...item(waits), status: { S: 'WAITLISTED' }, waitKey: { S: waitKey } },
      { pk: courseKey(id).pk, sk: { S: waitKey }, email: { S: waits } },
      {
        pk: courseKey(id).pk,
        sk: { S: `${sortKeyPrefix.ended}2026-01-01T00:00:00.000Z#${n}` },
        ...item(left),
        reasons: { L: [{ M: { code: { S: 'WITHDRAWN' }, field: { S: text }, message: { S: text } } }] },
        endedAt: { S: '2026-01-02T00:00:00.000Z' },
        endRequestedBy: { S: text },
        note: { S: text },
      },
    ]
    for (const one of items) await putItem(dynamodb, one)
  }
}
