import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import type { Page } from 'playwright-core'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { launchBrowser } from './browser.ts'
import { clients } from './emulator-process.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'

// Pictures of every page, for eyes: node packages/e2e/test/screenshots.ts DIRECTORY [PART_OF_NAME]
const [directory = 'screenshots', only = ''] = process.argv.slice(2)
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

await mkdir(resolve(directory), { recursive: true })
const emulator = await startBreakableEmulator()
const browser = await launchBrowser()
try {
  const { sfn } = clients(emulator.url)
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
    machines: '#/machines',
    machine: '#/machines/course-enrollment',
  }
  const button = (name: string) => (page: Page) => page.getByRole('button', { name }).first().click()
  const dialogs: Record<string, { hash: string; steps: (page: Page) => Promise<unknown> }> = {
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
    'dialog-student': { hash: '#/students', steps: button('Add a student') },
    student: { hash: '#/students', steps: (page) => page.getByRole('link', { name: 'A••••' }).click() },
    'machine-graph': {
      hash: '#/machines/course-enrollment',
      steps: (page) => page.getByRole('tab', { name: 'Graph' }).click(),
    },
  }
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const [size, viewport] of Object.entries(SIZES)) {
      const page = await browser.newPage({ viewport, colorScheme })
      const take = async (name: string) => {
        if (name.includes(only)) await shoot(page, join(directory, `${name}-${size}-${colorScheme}.png`))
      }
      for (const [name, hash] of Object.entries(places)) {
        if (!name.includes(only)) continue
        await page.goto('about:blank')
        await page.goto(`${emulator.url}/console/${hash}`)
        await take(name)
      }
      for (const [name, { hash, steps }] of Object.entries(dialogs)) {
        if (!name.includes(only)) continue
        await page.goto('about:blank')
        await page.goto(`${emulator.url}/console/${hash}`)
        await steps(page)
        await take(name)
      }
      await page.close()
    }
  }
} finally {
  await browser.close()
  await emulator.close()
}

async function shoot(page: Page, path: string): Promise<void> {
  await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined)
  await sleep(300)
  await page.screenshot({ path, fullPage: true })
}
