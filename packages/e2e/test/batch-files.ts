import { readFile } from 'node:fs/promises'
import { BatchWriteItemCommand, type DynamoDBClient, GetItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb'
import {
  courseKey,
  type Enrollment,
  enrollmentOf,
  keyPrefix,
  type StudentRecord,
  studentItem,
  studentKey,
  studentOf,
  table,
} from 'records'

/** Adds student records, all in few requests. */
export async function putStudents(dynamodb: DynamoDBClient, students: readonly StudentRecord[]): Promise<void> {
  for (let start = 0; start < students.length; start += 25) {
    const puts = students.slice(start, start + 25).map((student) => ({ PutRequest: { Item: studentItem(student) } }))
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: puts } }))
  }
}

export async function studentAt(dynamodb: DynamoDBClient, email: string): Promise<StudentRecord | undefined> {
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table.name, Key: studentKey(email) }))
  return Item && studentOf(Item)
}

/** The enrollments in a course, by the address of the student. */
export async function enrollmentsIn(dynamodb: DynamoDBClient, course: string): Promise<Map<string, Enrollment>> {
  const pages = paginateQuery(
    { client: dynamodb },
    {
      TableName: table.name,
      KeyConditionExpression: 'pk = :course AND begins_with(sk, :student)',
      ExpressionAttributeValues: { ':course': courseKey(course).pk, ':student': { S: keyPrefix.student } },
      ConsistentRead: true,
    },
  )
  const found = new Map<string, Enrollment>()
  for await (const { Items = [] } of pages) {
    for (const enrollment of Items.map(enrollmentOf)) found.set(enrollment.email, enrollment)
  }
  return found
}

/** The cells of a file that a batch wrote, row by row, with its headings: no cell of these tests has a line break. */
export async function cellsOf(path: string, delimiter = ';'): Promise<string[][]> {
  const text = await readFile(path, 'utf8')
  if (!text.startsWith('\uFEFF')) throw new Error(`${path} does not begin with a byte order mark.`)
  return text
    .slice(1)
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(delimiter))
}

/** The JSON lines that a batch printed of its rows. */
export function rowsIn(stdout: string): { row: number; status: string; codes?: string[]; before?: true }[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((line) => 'status' in line)
}
