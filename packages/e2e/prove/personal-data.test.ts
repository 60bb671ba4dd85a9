import { readdir } from 'node:fs/promises'
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs'
import { paginateScan } from '@aws-sdk/client-dynamodb'
import { paginateListExecutions } from '@aws-sdk/client-sfn'
import { table } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { CourseLife } from '../test/course-life.ts'
import { clientConfig, type EmulatorProcess, enroll, scratch, startEmulatorProcess } from '../test/emulator-process.ts'

/** A name that is nowhere else; its address is `quillemonde@private.example`. */
const NAME = 'Quillemonde'
const CANARY = /quillemonde/i

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
let life: CourseLife
beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
  life = new CourseLife(emulator, 'private')
  await life.open({ seats: 1, waitlist: 5, paymentHours: 1 })
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

async function logLines(): Promise<string[]> {
  const client = new CloudWatchLogsClient(clientConfig(emulator.url))
  const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}))
  const lines: string[] = []
  for (const { logGroupName } of logGroups) {
    for await (const { events = [] } of paginateFilterLogEvents({ client }, { logGroupName })) {
      lines.push(...events.map(({ message = '' }) => message))
    }
  }
  return lines
}

async function executionNames(): Promise<string[]> {
  const names: string[] = []
  for (const machine of Object.values(stateMachines)) {
    const input = { stateMachineArn: `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}` }
    for await (const { executions = [] } of paginateListExecutions({ client: emulator.sfn }, input)) {
      names.push(...executions.map(({ executionArn = '' }) => executionArn))
    }
  }
  return names
}

/** Items of the table that have the address anywhere, in a key too. */
async function itemsWithAddress(): Promise<string[]> {
  const items: string[] = []
  for await (const { Items = [] } of paginateScan(
    { client: emulator.dynamodb },
    { TableName: table.name, ConsistentRead: true },
  )) {
    items.push(...Items.map((item) => JSON.stringify(item)).filter((text) => text.includes(life.emailOf(NAME))))
  }
  return items
}

/** Requests that no client sends, each with the canary in it. */
async function errorBodies(): Promise<string[]> {
  const bodies = [
    `{"${NAME}`,
    `{"stateMachineArn":"${NAME}"}`,
    `{"TableName":"${table.name}","Key":{"${NAME}":{"S":"${NAME}"}}}`,
    `["${NAME}"]`,
    '',
  ]
  const targets = [
    'AWSStepFunctions.StartExecution',
    'DynamoDB_20120810.GetItem',
    'Logs_20140328.FilterLogEvents',
    'AWSStepFunctions.None',
  ]
  const methods = ['POST', 'PUT', 'DELETE', 'PATCH']
  const requests = methods.flatMap((method) =>
    targets.flatMap((target) => bodies.map((body) => ({ method, target, body }))),
  )
  return Promise.all(
    requests.map(async ({ method, target, body }) => {
      const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' }
      const response = await fetch(emulator.url, { method, headers, body })
      const text = await response.text()
      if (response.status >= 500 || response.status < 400) return `${method} ${target} ${response.status}: ${text}`
      return typeof JSON.parse(text).__type === 'string' ? '' : `${method} ${target} has no type: ${text}`
    }),
  )
}

test('whatever becomes of a student, no name and no address is in a log, in what is printed, or in the name of anything', async () => {
  await life.student(NAME, 'Pending')
  await life.student('Other')
  const held = await life.request(NAME, { payment: 'Pending' })
  await life.waits(NAME, 'AWAITING_PAYMENT')
  await life.pay(NAME)
  await life.answer(held)
  await life.request('Other')
  await life.waits('Other', 'WAITLISTED')
  await life.answer(await life.start(stateMachines.enrollment, { Name: NAME, Email: NAME, Course: NAME }))
  await life.answer(await life.start(stateMachines.withdrawal, { Email: { [NAME]: NAME }, Course: NAME }))
  await life.answer(await life.start(stateMachines.payment, [NAME]))

  const lines = await logLines()
  expect(lines.length).toBeGreaterThan(10)
  const files = await readdir(data.path, { recursive: true })
  expect(
    [...lines, emulator.printed(), ...(await executionNames()), ...files].filter((text) => CANARY.test(text)),
  ).toEqual([])
})

test('every method with a malformed body is answered with an error in the shape of AWS, and none is of ours', async () => {
  expect((await errorBodies()).filter((problem) => problem !== '')).toEqual([])
  expect(CANARY.test(emulator.printed())).toBe(false)
})

test('after `enroll erase` a scan of the table finds the address nowhere; control: before it, it does', async () => {
  expect((await itemsWithAddress()).length).toBeGreaterThan(1)
  const args = ['erase', '--email', life.emailOf(NAME), '--yes', '--endpoint', emulator.url]
  const { code, stdout } = await enroll(args)
  expect(code).toBe(0)
  expect(stdout).toContain('data directory of the emulator')
  await life.becomes('Other', 'ENROLLED')
  expect(await itemsWithAddress()).toEqual([])
})
