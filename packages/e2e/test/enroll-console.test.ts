import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import type { MachineRoom } from 'local'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBreakableRoom } from './breakable-room.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'
import { clients, ROOT } from './room.ts'

const ENROLL = resolve(ROOT, 'packages/cli/dist/enroll.mjs')

// `enroll console` in front of a machine room that stands for an account.
let account: MachineRoom
const servers: ChildProcess[] = []
let readOnly: string
let readWrite: string
let executionArn: string

beforeAll(async () => {
  account = await startBreakableRoom()
  executionArn = (await runText(clients(account.url).sfn, JSON.stringify(ARTICLE))).executionArn ?? ''
  readOnly = await serveConsole()
  readWrite = await serveConsole('--read-write')
})

afterAll(async () => {
  for (const server of servers) server.kill('SIGINT')
  await Promise.all(servers.map((server) => server.exitCode ?? once(server, 'exit')))
  await account?.close()
})

async function serveConsole(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, [ENROLL, 'console', '--endpoint', account.url, '--port', '0', ...args], {
    stdio: 'pipe',
  })
  servers.push(child)
  let printed = ''
  return new Promise((serving, failed) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        printed += chunk
        const url = /http:\/\/127\.0\.0\.1:\d+\/console\//.exec(printed)?.[0]
        if (url !== undefined) serving(url.replace('/console/', ''))
      })
    }
    child.once('exit', () => failed(new Error(`enroll console ended instead of serving:\n${printed}`)))
  })
}

async function ask(url: string, target: string, input: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...headers },
    body: JSON.stringify(input),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('serves the console with what it is to know of the account', async () => {
  const page = await fetch(`${readOnly}/console/`)
  expect(await page.text()).toContain('<div id="root">')
  const settings = await fetch(`${readOnly}/console/settings.json`)
  expect(await settings.json()).toEqual({
    readOnly: true,
    place: account.url,
    stateMachine: 'course-enrollment',
    tableName: 'course-enrollment',
  })
})

test('passes reads on, and answers in the words of the wire', async () => {
  for (const [operation, input] of [
    ['ListExecutions', { stateMachineArn: STATE_MACHINE }],
    ['DescribeExecution', { executionArn }],
    ['GetExecutionHistory', { executionArn }],
    ['DescribeStateMachineForExecution', { executionArn }],
  ] as const) {
    const direct = await ask(account.url, `AWSStepFunctions.${operation}`, input)
    expect(await ask(readOnly, `AWSStepFunctions.${operation}`, input)).toEqual(direct)
  }
  const key = { pk: { S: 'COURSE#serverless-101' }, sk: { S: 'COURSE' } }
  const item = await ask(readOnly, 'DynamoDB_20120810.GetItem', { TableName: 'course-enrollment', Key: key })
  expect(item.body).toMatchObject({ Item: { seats: { N: '100' } } })
})

test("passes the account's errors on", async () => {
  const missing = await ask(readOnly, 'AWSStepFunctions.DescribeExecution', { executionArn: `${executionArn}-not` })
  expect(missing).toMatchObject({ status: 400, body: { __type: 'ExecutionDoesNotExist' } })
})

test.each(['StartExecution', 'StopExecution', 'RedriveExecution'])('refuses %s by its name', async (operation) => {
  const { status, body } = await ask(readOnly, `AWSStepFunctions.${operation}`, { executionArn })
  expect(status).toBe(403)
  expect(body.message).toContain(operation)
})

test.each([
  'AWSStepFunctions.DeleteStateMachine',
  'AWSStepFunctions.StartSyncExecution',
  'DynamoDB_20120810.PutItem',
  'DynamoDB_20120810.ExecuteStatement',
  'Logs_20140328.DeleteLogGroup',
  'Secrets.GetSecretValue',
])('refuses %s, even where writing is allowed', async (target) => {
  const { status, body } = await ask(readWrite, target, {})
  expect(status).toBe(400)
  expect(body.message).toContain(target.split('.')[1])
})

test('starts an execution where writing is allowed', async () => {
  const input = JSON.stringify(ARTICLE)
  const started = await ask(readWrite, 'AWSStepFunctions.StartExecution', { stateMachineArn: STATE_MACHINE, input })
  expect(started).toMatchObject({ status: 200, body: { executionArn: expect.stringContaining(':execution:') } })
  expect(started.body.startDate).toBeTypeOf('number')
})

test('answers no page of another site', async () => {
  const other = { origin: 'http://evil.example' }
  expect((await ask(readWrite, 'AWSStepFunctions.ListStateMachines', {}, other)).status).toBe(403)
})

test('tells who has no such state machine before it serves', async () => {
  const child = spawn(process.execPath, [ENROLL, 'console', '--endpoint', 'http://127.0.0.1:9', '--port', '0'], {
    stdio: 'pipe',
  })
  let printed = ''
  child.stderr.on('data', (chunk) => {
    printed += chunk
  })
  const [code] = (await once(child, 'exit')) as [number]
  expect([code, printed]).toEqual([1, expect.stringContaining('Nothing answers at')])
})
