import { setTimeout as sleep } from 'node:timers/promises'
import { QueryCommand } from '@aws-sdk/client-dynamodb'
import { DescribeExecutionCommand, ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { courseItem, courseKey, keyPrefix, studentItem } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { putItem, STATE_MACHINE, seatsTaken } from './executions.ts'

const STUDENTS = 30
const SEATS = 12

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

const emailOf = (student: number) => `student${student}@example.com`

async function fillTable(): Promise<void> {
  await putItem(emulator.dynamodb, courseItem({ id: 'crash-1', title: 'C', seats: SEATS }))
  for (let student = 0; student < STUDENTS; student++) {
    const email = emailOf(student)
    await putItem(emulator.dynamodb, studentItem({ name: 'Student', email, payment: 'Done' }))
  }
}

/** Starts an enrollment for every student; answers with the ARNs of those that were acknowledged. */
async function startAll(): Promise<string[]> {
  const acknowledged: string[] = []
  const starts = Array.from({ length: STUDENTS }, async (_, student) => {
    const request = { Name: 'Student', Email: emailOf(student), Payment: 'Done', Course: 'crash-1' }
    const input = JSON.stringify(request)
    const { executionArn } = await emulator.sfn.send(
      new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input }),
    )
    if (executionArn !== undefined) acknowledged.push(executionArn)
  })
  await Promise.allSettled(starts)
  return acknowledged
}

/** All that was accepted: the kill also came between a start and its acknowledgement. */
async function acceptedOnes(): Promise<string[]> {
  const { executions = [] } = await emulator.sfn.send(new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE }))
  const inputs = await Promise.all(
    executions.map(({ executionArn }) => emulator.sfn.send(new DescribeExecutionCommand({ executionArn }))),
  )
  return inputs.flatMap(({ executionArn = '', input = '' }) => (input.includes('crash-1') ? executionArn : []))
}

async function outcomeOf(executionArn: string): Promise<string> {
  for (;;) {
    const { status, output } = await emulator.sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (status !== 'RUNNING') return output === undefined ? String(status) : JSON.parse(output).status
    await sleep(20)
  }
}

test('killed in the middle of enrollments and started again: all end, and the seats are right', async () => {
  await fillTable()
  const starting = startAll()
  // Some have answered by then, some are on their way, and some have not been accepted yet.
  while ((await seatsTaken(emulator.dynamodb, 'crash-1')) === 0) await sleep(1)
  const killed = emulator.stop('SIGKILL')
  const acknowledged = await starting
  expect(await killed).toEqual({ code: null, signal: 'SIGKILL' })

  emulator = await startEmulatorProcess(data.path)
  const accepted = await acceptedOnes()
  expect(accepted).toEqual(expect.arrayContaining(acknowledged))
  const outcomes = await Promise.all(accepted.map(outcomeOf))

  expect(outcomes.filter((outcome) => outcome !== 'ENROLLED' && outcome !== 'CANCELLED')).toEqual([])
  const { Items = [] } = await emulator.dynamodb.send(
    new QueryCommand({
      TableName: 'course-enrollment',
      KeyConditionExpression: 'pk = :course AND begins_with(sk, :student)',
      ExpressionAttributeValues: { ':course': courseKey('crash-1').pk, ':student': { S: keyPrefix.student } },
      ConsistentRead: true,
    }),
  )
  expect(await seatsTaken(emulator.dynamodb, 'crash-1')).toBe(Items.length)
  expect(Items.length).toBe(Math.min(SEATS, accepted.length))
  expect(outcomes.filter((outcome) => outcome === 'ENROLLED')).toHaveLength(Items.length)
})
