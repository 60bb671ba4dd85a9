import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { BatchWriteItemCommand, type DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb'
import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import type { Page } from 'playwright-core'
import { courseItem, enrollmentKey, type Item, indexKey, sampleItems, studentItem, studentKey, table } from 'records'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { launchBrowser } from './browser.ts'
import { clients } from './emulator-process.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'
import { serveConsole } from './serve-console.ts'
import { shownSpreadsheet } from './shown-spreadsheet.ts'

// Pictures of every page, for eyes, with 0 rows, with some and with 10,000, in both themes, wide and on a phone:
// node packages/e2e/test/screenshots.ts DIRECTORY [PART_OF_NAME], after a build.
const [directory = 'screenshots', only = ''] = process.argv.slice(2)
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const MANY = 10_000
const SHEET = 'Name,Email,Paid,Course,Note\nMike,mike@example.com,yes,serverless-101,x\nEve,,yes,serverless-101,y\n'

interface Steps {
  hash: string
  steps: (page: Page) => Promise<unknown>
}

await mkdir(resolve(directory), { recursive: true })
const emulator = await startBreakableEmulator()
const server = await serveConsole(emulator.url, '--read-write')
const browser = await launchBrowser()
try {
  const { sfn, dynamodb } = clients(emulator.url)
  const lists = { requests: '#/requests', courses: '#/courses', students: '#/students', intake: '#/intake' }
  await removeAll(dynamodb)
  await shootAll('none-', { ...lists, machine: '#/machines/course-enrollment' })
  await putAll(dynamodb, sampleItems)

  const run = async (request: unknown) => {
    const { executionArn = '' } = await runText(sfn, typeof request === 'string' ? request : JSON.stringify(request))
    return executionArn.split(':').at(-1)
  }
  const enrolled = await run(ARTICLE)
  const again = await run(ARTICLE)
  const cancelled = await run({ Name: 'Alice', Email: 'alice@example', Payment: 'Pending', Course: 'none' })
  for (const Name of ['Mike', 'Ross', 'John', '']) await run({ Name, Email: `${Name}@example.com`, Payment: 'Done' })
  const failed = await run({ ...ARTICLE, Name: 'exits' })
  await sfn.send(
    new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input: JSON.stringify({ ...ARTICLE, Name: 'hangs' }) }),
  )
  const places: Record<string, string> = {
    requests: '#/requests',
    'requests-search': '#/requests?search=ross',
    'requests-enrolled': '#/requests?answer=enrolled',
    'requests-failed': '#/requests?answer=failed',
    'requests-none': '#/requests?answer=waitlisted',
    enrolled: `#/executions/${enrolled}`,
    'enrolled-step': `#/executions/${enrolled}?state=LookUpEmail`,
    'enrolled-steps': `#/executions/${enrolled}?view=steps&state=ValidateDetails`,
    'enrolled-events': `#/executions/${enrolled}?view=events&state=LookUpEmail`,
    again: `#/executions/${again}?state=EnrollStudent`,
    cancelled: `#/executions/${cancelled}?state=Decision`,
    failed: `#/executions/${failed}?state=LookUpName`,
    'failed-timeline': `#/executions/${failed}?view=timeline&state=LookUpName`,
    missing: '#/executions/no-such-execution',
    courses: '#/courses',
    course: '#/courses/serverless-101',
    students: '#/students',
    intake: '#/intake',
    'intake-columns': await shownSpreadsheet(server.url, `Who,${SHEET.slice(5)}`),
    'intake-checked': await shownSpreadsheet(server.url, SHEET),
    'intake-predicted': await shownSpreadsheet(server.url, SHEET, 'predict'),
    'intake-ended': await shownSpreadsheet(server.url, SHEET, 'start'),
    'intake-unknown': '#/intake/unknown',
    machines: '#/machines',
    machine: '#/machines/course-enrollment',
  }
  const button = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click()
  const dialogs: Record<string, Steps> = {
    'dialog-enroll': { hash: '#/requests', steps: button('New enrollment') },
    'dialog-enroll-advanced': {
      hash: '#/requests',
      steps: async (page) => {
        await button('New enrollment')(page)
        await page.getByText('Advanced').click()
        await page.getByRole('button', { name: 'Enroll', exact: true }).click()
      },
    },
    'dialog-course': { hash: '#/courses', steps: button('Add a course') },
    'dialog-course-edit': { hash: '#/courses/serverless-101', steps: button('Edit seats and dates') },
    'dialog-course-close': {
      hash: '#/courses/serverless-101',
      steps: (page) => page.getByRole('button', { name: 'Close', exact: true }).click(),
    },
    'dialog-import': {
      hash: '#/students',
      steps: async (page) => {
        await button('Import')(page)
        const file = { name: 'students.csv', mimeType: 'text/csv', buffer: Buffer.from(SHEET) }
        await page.locator('input[type=file]').setInputFiles(file)
      },
    },
    'dialog-student': { hash: '#/students', steps: button('Add a student') },
    student: { hash: '#/students', steps: (page) => page.getByRole('link', { name: 'A••••' }).click() },
    'execution-all-states': {
      hash: places.enrolled ?? '',
      steps: (page) => page.getByText('All states').click(),
    },
    'machine-graph': {
      hash: '#/machines/course-enrollment',
      steps: (page) => page.getByRole('tab', { name: 'Graph' }).click(),
    },
  }
  await shootAll('', places, dialogs)

  await putAll(dynamodb, manyItems())
  const course = '#/courses/many'
  await shootAll('many-', { ...lists, 'requests-course': '#/requests?course=many', course })
} finally {
  await browser.close()
  await server.stop()
  await emulator.close()
}

async function shootAll(
  prefix: string,
  places: Readonly<Record<string, string>>,
  dialogs: Readonly<Record<string, Steps>> = {},
): Promise<void> {
  const shots: Record<string, Steps> = { ...dialogs }
  for (const [name, hash] of Object.entries(places)) shots[name] = { hash, steps: async () => undefined }
  const wanted = Object.entries(shots).filter(([name]) => `${prefix}${name}`.includes(only))
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const page = await browser.newPage({ viewport, colorScheme })
      for (const [name, { hash, steps }] of wanted) {
        await page.goto('about:blank')
        await page.goto(`${server.url}/console/${hash}`)
        await steps(page)
        await shoot(page, join(directory, `${prefix}${name}-${size}-${colorScheme}.png`))
      }
      await page.close()
    }
  }
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined)
  await page.locator('.skeleton').first().waitFor({ state: 'detached' })
  await sleep(300)
  await page.screenshot({ path, fullPage: true })
}

async function removeAll(dynamodb: DynamoDBClient): Promise<void> {
  const { Items = [] } = await dynamodb.send(new ScanCommand({ TableName: table.name }))
  const keys = Items.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk: pk ?? { S: '' }, sk: sk ?? { S: '' } } } }))
  await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: keys } }))
}

async function putAll(dynamodb: DynamoDBClient, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }))
    await dynamodb.send(new BatchWriteItemCommand({ RequestItems: { [table.name]: puts } }))
  }
}

/** A course with many students. */
function manyItems(): Item[] {
  const course = { ...courseItem({ id: 'many', title: 'Many', seats: MANY }), seatsTaken: { N: String(MANY) } }
  const students = Array.from({ length: MANY }, (_, n) => ({ name: `Doe ${n}`, email: `doe-${n}@many.example` }))
  return students
    .flatMap(({ name, email }, n): Item[] => [
      studentItem({ name, email, payment: 'Done' }),
      {
        ...enrollmentKey('many', email),
        [indexKey]: studentKey(email).pk,
        name: { S: name },
        email: { S: email },
        status: { S: 'ENROLLED' },
        requestedBy: { S: 'office' },
        execution: { S: `arn:aws:states:us-east-1:000000000000:execution:course-enrollment:many-${n}` },
        enrolledAt: { S: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString() },
      },
    ])
    .concat(course)
}
