import type { Input, Item } from './dynalite.ts'
import type { DynamoDb } from './dynamodb.ts'

const index = (IndexName: string, Projection: object) => ({
  IndexName,
  KeySchema: [
    { AttributeName: 'student', KeyType: 'HASH' },
    { AttributeName: 'at', KeyType: 'RANGE' },
  ],
  Projection,
})

/** A table of courses and seats. Only seats have a student, so only they are in the indexes. */
export const sparseTable = {
  TableName: 'sparse',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: ['pk', 'sk', 'student', 'at'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
  GlobalSecondaryIndexes: [
    index('all', { ProjectionType: 'ALL' }),
    index('keys', { ProjectionType: 'KEYS_ONLY' }),
    index('include', { ProjectionType: 'INCLUDE', NonKeyAttributes: ['title', 'absent'] }),
  ],
}

export function seat(course: string, student: string) {
  return {
    pk: { S: `COURSE#${course}` },
    sk: { S: `STUDENT#${student}` },
    student: { S: student },
    at: { S: '2026-01-01' },
    title: { S: 'Maths' },
    note: { S: 'paid' },
  }
}

export function byStudent(student: string, IndexName = 'all'): Input {
  return {
    TableName: sparseTable.TableName,
    IndexName,
    KeyConditionExpression: 'student = :student',
    ExpressionAttributeValues: { ':student': { S: student } },
  }
}

export async function search(db: DynamoDb, query: Input): Promise<Item[]> {
  return (await db.request('Query', structuredClone(query))).Items as Item[]
}
