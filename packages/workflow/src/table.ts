/** The one table: its keys, and how each kind of item is keyed. The shapes are DynamoDB's CreateTable and AttributeValue. */
export const table = {
  name: 'course-enrollment',
  partitionKey: 'pk',
  sortKey: 'sk',
} as const

/** The input of DynamoDB's CreateTable, for where no stack creates it. */
export const createTableInput = {
  TableName: table.name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: table.partitionKey, AttributeType: 'S' },
    { AttributeName: table.sortKey, AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: table.partitionKey, KeyType: 'HASH' },
    { AttributeName: table.sortKey, KeyType: 'RANGE' },
  ],
} as const

export type Item = Record<string, { S: string } | { N: string }>

export interface StudentRecord {
  name: string
  /** In the form that check-email gives it. */
  email: string
  payment: 'Done' | 'Pending'
}

export interface Course {
  id: string
  title: string
  seats: number
}

export function studentItem({ name, email, payment }: StudentRecord): Item {
  return {
    pk: { S: `STUDENT#${email}` },
    sk: { S: 'RECORD' },
    name: { S: name },
    email: { S: email },
    payment: { S: payment },
  }
}

/** A new course: no seat is taken. */
export function courseItem({ id, title, seats }: Course): Item {
  return {
    pk: { S: `COURSE#${id}` },
    sk: { S: 'COURSE' },
    title: { S: title },
    seats: { N: String(seats) },
    seatsTaken: { N: '0' },
  }
}

/** The students and the course of the article, so that there is somebody to enroll from the first minute. */
export const sampleItems: readonly Item[] = [
  studentItem({ name: 'Alison', email: 'alison@example.com', payment: 'Done' }),
  studentItem({ name: 'John', email: 'john@example.com', payment: 'Pending' }),
  studentItem({ name: 'Mike', email: 'mike@example.com', payment: 'Done' }),
  studentItem({ name: 'Ross', email: 'ross@example.com', payment: 'Done' }),
  courseItem({ id: 'serverless-101', title: 'Serverless 101', seats: 100 }),
]
