import type { DynamoDb } from './dynamodb.ts'

export const courseTable = {
  TableName: 'enrollments',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
  ],
} as const

/** A table as the product has it: pk and sk, with courses and enrollments in it. */
export async function createCourseTable(db: DynamoDb, seats: number): Promise<void> {
  await db.request('CreateTable', courseTable)
  await untilActive(db, 'enrollments')
  await db.request('PutItem', { TableName: 'enrollments', Item: course(seats) })
}

export async function untilActive(db: DynamoDb, TableName: string): Promise<void> {
  for (;;) {
    const { Table } = await db.request('DescribeTable', { TableName })
    if ((Table as { TableStatus: string }).TableStatus === 'ACTIVE') return
    await new Promise((resolve) => setImmediate(resolve))
  }
}

export const courseKey = { pk: { S: 'COURSE#a' }, sk: { S: 'COURSE' } }

export function course(seats: number) {
  return { ...courseKey, seats: { N: String(seats) }, seatsTaken: { N: '0' } }
}

export function enrollmentKey(student: string) {
  return { pk: { S: 'COURSE#a' }, sk: { S: `STUDENT#${student}` } }
}

/** The enrollment if it is absent, and a seat if one is free. */
export function enroll(student: string) {
  return {
    TransactItems: [
      {
        Put: {
          TableName: 'enrollments',
          Item: enrollmentKey(student),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        Update: {
          TableName: 'enrollments',
          Key: courseKey,
          UpdateExpression: 'SET seatsTaken = seatsTaken + :one',
          ConditionExpression: 'seatsTaken < seats',
          ExpressionAttributeValues: { ':one': { N: '1' } },
        },
      },
    ],
  }
}

/** Enrollments, and the count of taken seats that the course bears. */
export async function countSeats(db: DynamoDb): Promise<{ enrollments: number; seatsTaken: number }> {
  const { Items } = await db.request('Query', {
    TableName: 'enrollments',
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': courseKey.pk, ':prefix': { S: 'STUDENT#' } },
  })
  const { Item } = await db.request('GetItem', { TableName: 'enrollments', Key: courseKey })
  return {
    enrollments: (Items as unknown[]).length,
    seatsTaken: Number((Item as { seatsTaken: { N: string } }).seatsTaken.N),
  }
}
