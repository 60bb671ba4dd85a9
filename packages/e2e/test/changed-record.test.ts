import { resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateTableCommand, type DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb'
import { DescribeExecutionCommand, RedriveExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn'
import type { Emulator } from 'emulator'
import { courseItem, createTableInput, type StudentRecord, studentItem, table } from 'records'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { clients } from './emulator-process.ts'
import { historyOf, outcome, putItem, runText, seatsTaken } from './executions.ts'

// The real workflow and bundles, but that something happens to the table between ValidateDetails and EnrollStudent.
const MEDDLES = resolve(import.meta.dirname, 'fixtures/meddles-with-records.mjs')
const email = 'meddled@example.com'

/** Another one for each test. */
let course = 'meddled-1'

let emulator: Emulator
let sfn: SFNClient
let dynamodb: DynamoDBClient

beforeAll(async () => {
  emulator = await startBreakableEmulator('STANDARD', { 'validate-details': MEDDLES })
  ;({ sfn, dynamodb } = clients(emulator.url))
})
afterAll(() => emulator?.close())
beforeEach(async ({ task }) => {
  course = `meddled-${task.id}`
  await putCourse()
})

const putCourse = () => putItem(dynamodb, courseItem({ id: course, title: 'Meddled', seats: 10 }))

const putRecord = (name: string, payment: StudentRecord['payment'] = 'Done') =>
  putItem(dynamodb, studentItem({ name, email, payment }))
const requestOf = (name: string) => ({ Name: name, Email: email, Payment: 'Done', Course: course })

async function statesOf(executionArn: string | undefined): Promise<string[]> {
  const events = await historyOf(sfn, executionArn)
  return events.flatMap(({ stateEnteredEventDetails: entered }) => entered?.name ?? [])
}

test.each([
  ['payment revoked', ['PAYMENT_MISMATCH']],
  ['another name', ['NAME_MISMATCH']],
  ['record deleted', ['EMAIL_UNKNOWN']],
])('%s after it was validated: validated again, and no seat is taken', async (what, codes) => {
  await putRecord(what)
  const { executionArn, output = '' } = await runText(sfn, JSON.stringify(requestOf(what)))
  const { status, reasons } = JSON.parse(output)
  expect({ status, codes: reasons.map(({ code }: { code: string }) => code) }).toEqual({ status: 'CANCELLED', codes })
  expect(await seatsTaken(dynamodb, course)).toBe(0)
  const [, afterValidating] = (await statesOf(executionArn)).join(' ').split('ValidateDetails Decision ')
  expect(afterValidating).toBe('EnrollStudent ReadOutcome Outcome FindRecords ')
})

test('a name that was only spelled anew is enrolled as it is spelled now', async () => {
  await putRecord('another spelling')
  expect(await outcome(sfn, requestOf('another spelling'))).toMatchObject({
    status: 'ENROLLED',
    student: { name: 'ANOTHER Spelling', email },
  })
  expect(await seatsTaken(dynamodb, course)).toBe(1)
})

test('records that were read in part are read again', async () => {
  await putRecord('read in part')
  const { executionArn, output = '' } = await runText(sfn, JSON.stringify(requestOf('read in part')))
  expect(JSON.parse(output)).toMatchObject({ status: 'ENROLLED', course })
  expect((await statesOf(executionArn)).join(' ')).toContain(
    'FindRecords ValidateDetails WaitForRecords FindRecords ValidateDetails Decision EnrollStudent Enrolled',
  )
})

test.each([
  ['Done', { status: 'ENROLLED' }, 1],
  ['Pending', { status: 'CANCELLED', reasons: [{ code: 'PAYMENT_MISMATCH' }] }, 0],
] as const)(
  'failed in EnrollStudent and redriven with a payment that is %s by then: goes by what the record says now',
  async (payment, answer, seats) => {
    await putRecord('table deleted')
    const { executionArn, ...failed } = await runText(sfn, JSON.stringify(requestOf('table deleted')))
    expect(failed).toMatchObject({ status: 'FAILED', error: 'DynamoDb.ResourceNotFoundException' })
    expect((await statesOf(executionArn)).at(-1)).toBe('EnrollStudent')

    await dynamodb.send(new CreateTableCommand(JSON.parse(JSON.stringify(createTableInput))))
    const waiting = { client: dynamodb, maxWaitTime: 20, minDelay: 1, maxDelay: 1 }
    await waitUntilTableExists(waiting, { TableName: table.name })
    await putCourse()
    await putRecord('table deleted', payment)
    await sfn.send(new RedriveExecutionCommand({ executionArn }))
    let execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    while (execution.status === 'RUNNING') {
      await sleep(20)
      execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    }
    expect(execution.status).toBe('SUCCEEDED')
    expect(JSON.parse(execution.output ?? '')).toMatchObject(answer)
    expect(await seatsTaken(dynamodb, course)).toBe(seats)
  },
)
