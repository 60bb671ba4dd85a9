import { type AttributeValue, type DynamoDBClient, GetItemCommand, paginateQuery } from '@aws-sdk/client-dynamodb'
import { courseKey, courseOf, keyPrefix, sortKeyPrefix, table } from 'records'

export type Item = Record<string, AttributeValue>

/** What breaks the rules of a course at this moment; `settled`: nothing is under way, so that all of its pages are of one moment. */
export async function violations(
  dynamodb: DynamoDBClient,
  course: string,
  { settled }: { settled: boolean },
): Promise<string[]> {
  const items = await itemsOf(dynamodb, course, settled)
  return items === undefined ? [] : brokenRules(items, { settled })
}

/** What of the course, its enrollments and its line does not fit together. */
export function brokenRules(items: readonly Item[], { settled }: { settled: boolean }): string[] {
  const { seats, seatsTaken, waiting = 0 } = courseOf(items.find(({ sk }) => sk?.S === 'COURSE') ?? {})
  const enrollments = items.filter(({ sk }) => sk?.S?.startsWith(keyPrefix.student))
  const waitlisted = enrollments.filter(({ status }) => status?.S === 'WAITLISTED')
  const line = items.filter(({ sk }) => sk?.S?.startsWith(sortKeyPrefix.waiting))
  const holding = enrollments.length - waitlisted.length
  const emails = (some: Item[]) => JSON.stringify(some.map(({ email }) => email?.S).sort())
  return [
    ...(holding > seats ? [`${holding} hold ${seats} seats`] : []),
    ...(holding === seatsTaken ? [] : [`${holding} hold a seat, ${seatsTaken} are counted`]),
    ...(line.length === waiting ? [] : [`${line.length} wait, ${waiting} are counted`]),
    ...(emails(waitlisted) === emails(line) ? [] : ['Those who are waitlisted are not those in line']),
    ...(settled && line.length > 0 && holding < seats ? [`${line.length} wait although a seat is free`] : []),
  ]
}

/** The course, its enrollments and its line, by two requests: of one moment only where nothing is written meanwhile. */
export async function seatsAndLine(dynamodb: DynamoDBClient, course: string): Promise<Item[]> {
  const { pk } = courseKey(course)
  const key = { TableName: table.name, Key: courseKey(course), ConsistentRead: true }
  const { Item } = await dynamodb.send(new GetItemCommand(key))
  const query = {
    TableName: table.name,
    // Behind the ended requests, of which there are many.
    KeyConditionExpression: 'pk = :pk AND sk >= :students',
    ExpressionAttributeValues: { ':pk': pk, ':students': { S: keyPrefix.student } },
    ConsistentRead: true,
  }
  const items: Item[] = Item ? [Item] : []
  for await (const { Items = [] } of paginateQuery({ client: dynamodb }, query)) items.push(...Items)
  return items
}

/** All items of a course. Unless nothing is under way, a second page is of another moment: then there is no snapshot. */
export async function itemsOf(dynamodb: DynamoDBClient, course: string, settled: boolean): Promise<Item[] | undefined> {
  const items: Item[] = []
  const query = {
    TableName: table.name,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': courseKey(course).pk },
    ConsistentRead: true,
  }
  for await (const { Items = [], LastEvaluatedKey } of paginateQuery({ client: dynamodb }, query)) {
    if (LastEvaluatedKey && !settled) return undefined
    items.push(...Items)
  }
  return items
}
