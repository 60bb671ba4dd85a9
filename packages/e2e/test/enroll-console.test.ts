import { userInfo } from 'node:os'
import type { Emulator } from 'emulator'
import { courseKey, DEFAULT_COURSE, table } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { chromiumPath, launchBrowser } from './browser.ts'
import { clients } from './emulator-process.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'
import { executionPage } from './pages/execution-page.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'

// `enroll console` in front of an emulator that stands for an account.
let account: Emulator
const served: ServedConsole[] = []
let readOnly: string
let readWrite: string
let executionArn: string

beforeAll(async () => {
  account = await startBreakableEmulator()
  executionArn = (await runText(clients(account.url).sfn, JSON.stringify(ARTICLE))).executionArn ?? ''
  served.push(await serveConsole(account.url), await serveConsole(account.url, '--read-write'))
  readOnly = served[0]?.url ?? ''
  readWrite = served[1]?.url ?? ''
})

afterAll(async () => {
  await Promise.all(served.map((server) => server.stop()))
  await account?.close()
})

async function ask(url: string, target: string, input: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target, ...headers },
    body: JSON.stringify(input),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test("serves the console with the account's metadata", async () => {
  const page = await fetch(`${readOnly}/console/`)
  expect(await page.text()).toContain('<div id="root">')
  const settings = await fetch(`${readOnly}/console/settings.json`)
  expect(await settings.json()).toEqual({
    readOnly: true,
    location: account.url,
    stateMachine: 'course-enrollment',
    tableName: 'course-enrollment',
    administration: true,
    requestedBy: userInfo().username,
  })
})

test('says who acts, as --as does for the commands', async () => {
  const server = await serveConsole(account.url, '--as', ' Maria ')
  const settings = await fetch(`${server.url}/console/settings.json`)
  await server.stop()
  expect(await settings.json()).toMatchObject({ requestedBy: 'Maria' })
  await expect(serveConsole(account.url, '--as', ' ')).rejects.toThrow('--as is blank: expected a name')
})

test('forwards reads, and answers in AWS JSON', async () => {
  for (const [operation, input] of [
    ['ListExecutions', { stateMachineArn: STATE_MACHINE }],
    ['DescribeExecution', { executionArn }],
    ['GetExecutionHistory', { executionArn }],
    ['DescribeStateMachineForExecution', { executionArn }],
  ] as const) {
    const direct = await ask(account.url, `AWSStepFunctions.${operation}`, input)
    expect(await ask(readOnly, `AWSStepFunctions.${operation}`, input)).toEqual(direct)
  }
  const item = await ask(readOnly, 'DynamoDB_20120810.GetItem', {
    TableName: table.name,
    Key: courseKey(DEFAULT_COURSE),
  })
  expect(item.body).toMatchObject({ Item: { seats: { N: '100' } } })
})

test("forwards the account's errors", async () => {
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
  'DynamoDB_20120810.TransactWriteItems',
  'DynamoDB_20120810.ExecuteStatement',
  'Logs_20140328.DeleteLogGroup',
  'Secrets.GetSecretValue',
])('refuses %s, even where writing is allowed', async (target) => {
  const { status, body } = await ask(readWrite, target, {})
  expect(status).toBe(400)
  expect(body.message).toContain(target.split('.')[1])
})

test('changes only its own table, and only where writing is allowed', async () => {
  const change = {
    TableName: table.name,
    Key: courseKey('maths-1'),
    UpdateExpression: 'SET seats = :seats',
    ExpressionAttributeValues: { ':seats': { N: '30' } },
  }
  expect(await ask(readOnly, 'DynamoDB_20120810.UpdateItem', change)).toMatchObject({ status: 403 })
  expect(await ask(readWrite, 'DynamoDB_20120810.UpdateItem', change)).toMatchObject({ status: 200 })
  const removal = { TableName: table.name, Key: courseKey('maths-1') }
  expect(await ask(readOnly, 'DynamoDB_20120810.DeleteItem', removal)).toMatchObject({ status: 403 })
  expect(await ask(readWrite, 'DynamoDB_20120810.DeleteItem', removal)).toMatchObject({ status: 200 })
  const other = await ask(readWrite, 'DynamoDB_20120810.DeleteItem', { ...removal, TableName: 'payroll' })
  expect(other).toMatchObject({ status: 400, body: { message: expect.stringContaining(table.name) } })
})

test('calls the checks of a request, and no other function', async () => {
  const invoke = (name: string) => `${readWrite}/2015-03-31/functions/${name}/invocations`
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ Email: 'ALISON@example.com' })
  const found = await fetch(invoke('check-email'), { method: 'POST', headers, body })
  expect(await found.json()).toMatchObject({ field: 'Email', value: 'alison@example.com', problems: [] })
  const refused = await fetch(invoke('validate-details'), { method: 'POST', headers, body })
  expect(refused.status).toBe(400)
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

test('says that nothing answers before it serves anything', async () => {
  await expect(serveConsole('http://127.0.0.1:9')).rejects.toThrow('Nothing answers at')
})

test.skipIf(chromiumPath === undefined)(
  'shows an account to look at, and offers nothing that would change it',
  async () => {
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(`${readOnly}/console/`)
      await page.getByText('read-only', { exact: true }).waitFor()
      await page.getByRole('link', { name: executionArn.split(':').at(-1) ?? '' }).click()
      const execution = executionPage(page)
      await execution.state('Enrolled', 'Succeeded').waitFor()
      await page.getByText('Read-only: nothing can be started').waitFor()
      expect(await page.getByRole('button', { name: /Start|Stop|Redrive|New enrollment/ }).count()).toBe(0)
      await page.getByRole('link', { name: 'Courses' }).click()
      await page.getByText('1 of 100 seats taken').waitFor()
      expect(await page.getByRole('button', { name: /Add a course/ }).count()).toBe(0)
      await page.getByRole('link', { name: 'Serverless 101' }).click()
      await page.getByText('Read-only: nothing can be changed').waitFor()
      expect(await page.getByRole('button', { name: /^(Edit|Close|Withdraw)/ }).count()).toBe(0)
    } finally {
      await browser.close()
    }
  },
)

test.skipIf(chromiumPath === undefined)(
  'says so when nothing answers any more, and keeps what it has shown',
  async () => {
    const browser = await launchBrowser()
    const server = await serveConsole(account.url)
    try {
      const page = await browser.newPage()
      await page.goto(`${server.url}/console/`)
      await page.getByRole('link', { name: executionArn.split(':').at(-1) ?? '' }).waitFor()
      await server.stop()
      await page.getByRole('alert').getByText('No answer', { exact: true }).waitFor()
      await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor()
      expect(await page.getByRole('link', { name: executionArn.split(':').at(-1) ?? '' }).count()).toBe(1)
    } finally {
      await browser.close()
    }
  },
)
