import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { launchBrowser } from './browser.ts'
import { clients } from './emulator-process.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'
import { executionPage } from './pages/execution-page.ts'

// The pictures of the documentation: node packages/e2e/test/pictures.ts [DIRECTORY], after a build.
const [directory = join(import.meta.dirname, '../../../docs/pictures')] = process.argv.slice(2)

await mkdir(resolve(directory), { recursive: true })
const emulator = await startBreakableEmulator()
const browser = await launchBrowser()
try {
  const { sfn } = clients(emulator.url)
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' })
  const execution = executionPage(page)
  const open = async (hash: string) => {
    await page.goto('about:blank')
    await page.goto(`${emulator.url}/console/${hash}`)
    await page.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined)
    const reveal = page.getByRole('button', { name: 'Reveal names' })
    if (await reveal.isVisible()) await reveal.click()
    await sleep(500)
  }
  const take = (name: string) => page.screenshot({ path: join(directory, `${name}.png`) })
  const takeGraph = (name: string) => page.locator('.graph').screenshot({ path: join(directory, `${name}.png`) })
  const idOf = (arn = '') => arn.split(':').at(-1)

  for (const Name of ['Mike', 'Ross', 'John'])
    await runText(sfn, JSON.stringify({ Name, Email: `${Name}@example.com`, Payment: 'Done' }))
  const alison = idOf((await runText(sfn, JSON.stringify(ARTICLE))).executionArn)

  await open('#/requests')
  await take('requests')

  // All of it is to be in the picture, and legible when that is looked at in its full size.
  const fine = await browser.newPage({ viewport: { width: 1600, height: 1000 }, deviceScaleFactor: 2 })
  await fine.goto(`${emulator.url}/console/#/machines/course-enrollment`)
  await fine.getByRole('tab', { name: 'Graph' }).click()
  await fine.getByRole('button', { name: 'Whole graph' }).click()
  await sleep(500)
  await fine.locator('.graph').screenshot({ path: join(directory, 'state-machine.png') })
  await fine.close()

  // Higher than a graph, which the top bar of the page would hide a part of.
  await page.setViewportSize({ width: 1280, height: 1500 })

  // This check takes its whole time: what runs beside it is done before.
  const input = JSON.stringify({ ...ARTICLE, Name: 'hangs' })
  const running = await sfn.send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input }))
  await open(`#/executions/${idOf(running.executionArn)}`)
  await takeGraph('running')

  await open(`#/executions/${alison}`)
  await takeGraph('enrolled')
  // The panel is as high as the window at most: both values are to be in the picture.
  await page.setViewportSize({ width: 1280, height: 1900 })
  for (const [state, name] of [
    ['LookUpEmail', 'look-up-email'],
    ['ValidateDetails', 'validate-details'],
  ] as const) {
    await open(`#/executions/${alison}?state=${state}`)
    await execution.panel.getByText('Output', { exact: true }).click()
    await sleep(300)
    await execution.panel.screenshot({ path: join(directory, `${name}.png`) })
  }
} finally {
  await browser.close()
  await emulator.close()
}
