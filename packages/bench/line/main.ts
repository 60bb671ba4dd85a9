import { join } from 'node:path'
import { courseItem, courseKey, sortKeyPrefix } from 'records'
import { stateMachines } from 'workflow'
import { enroll, startEnrollLocal } from '../shared/enroll-local.ts'
import { addStudents } from '../shared/enroll-many.ts'
import { growth } from '../shared/growth.ts'
import { type Client, createClient } from '../shared/http-client.ts'
import { median, oneAtATime } from '../shared/measure.ts'
import { dynamoDb, putItems, run, start } from '../shared/operations.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'
import { untilItWaits } from '../shared/until-it-waits.ts'
import { emailOf, peopleInLine } from './people.ts'

/** How what happens in a line changes with its length: a full course for each length, with people whose executions are gone. */
const LENGTHS = [10, 100, 1_000, 10_000].map((full, n) => size(full, 4 * (n + 1)))
/** The first line is not counted: the program is slow at first. */
const WARM_UP = 3
const SAMPLES = size(9, 2)
const PAGE = 100

await withScratch(async (directory) => {
  const local = await startEnrollLocal(join(directory, 'data'))
  const client = createClient(local.url, 8)
  try {
    await measureLine(client, local.url, WARM_UP)
    const measured: Record<string, number>[] = []
    for (const length of LENGTHS) measured.push(await measureLine(client, local.url, length))
    report({
      title: 'Growth of a line: people who wait for a seat in one course',
      ...growth(LENGTHS, measured),
      note: `Milliseconds, median of ${SAMPLES}. Ratio: the last column to the first.`,
    })
  } finally {
    client.close()
    await local.stop()
  }
})

async function measureLine(client: Client, url: string, length: number): Promise<Record<string, number>> {
  const course = `line-${length}`
  const settings = courseItem({ id: course, title: course, seats: 0, waitlist: 100_000 })
  await putItems(client, [{ ...settings, waiting: { N: String(length) } }, ...peopleInLine(course, length)])
  const newcomers = Array.from({ length: SAMPLES }, (_, n) => emailOf(course, length + n))
  await addStudents(client, newcomers)
  const each = async (call: (n: number) => Promise<unknown>) => median(await oneAtATime(SAMPLES, call))
  const request = (email: string | undefined) => ({ Name: 'Student', Email: email, Payment: 'Done', Course: course })
  return {
    'a request joins the line': await each(async (n) => {
      await start(client, stateMachines.enrollment, request(newcomers[n]))
      await untilItWaits(client, course, newcomers[n] ?? '')
    }),
    'the last asks again for the place': await each(() =>
      run(client, stateMachines.enrollment, request(emailOf(course, length - 1))),
    ),
    'a seat is free: the first gets it': median(await promotions(client, course)),
    [`a page of the line: ${PAGE} places`]: await each(() =>
      dynamoDb(client, 'Query', {
        KeyConditionExpression: 'pk = :course AND begins_with(sk, :waiting)',
        ExpressionAttributeValues: { ':course': courseKey(course).pk, ':waiting': { S: sortKeyPrefix.waiting } },
        Limit: PAGE,
      }),
    ),
    'enroll waitlist: the whole line': await each(() => enroll('waitlist', '--endpoint', url, '--course', course)),
  }
}

/** Milliseconds of each promotion, for which one seat is free. */
async function promotions(client: Client, course: string): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < SAMPLES; n++) {
    await dynamoDb(client, 'UpdateItem', {
      Key: courseKey(course),
      UpdateExpression: 'ADD seats :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    })
    times.push(...(await oneAtATime(1, () => run(client, stateMachines.promotion, { Course: course }))))
  }
  return times
}
