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
    executions: '#/executions',
    'executions-search': '#/executions?search=alison%40example.com',
    'executions-none': '#/executions?status=TIMED_OUT',
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
    records: '#/records',
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
      await page.goto(`${emulator.url}/console/`)
      await page.getByRole('button', { name: 'New enrollment' }).click()
      await take('new-enrollment')
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
