import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { launchBrowser } from './browser.ts'
import { clients, scratch, startEmulatorProcess } from './emulator-process.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'
import { executionPage } from './pages/execution-page.ts'

const requestOf = (Name: string) =>
  JSON.stringify({ Name, Email: `${Name.toLowerCase()}@example.com`, Payment: 'Done' })

// The pictures of the documentation: node packages/e2e/test/pictures.ts [DIRECTORY], after a build.
const [directory = join(import.meta.dirname, '../../../docs/pictures')] = process.argv.slice(2)

await mkdir(resolve(directory), { recursive: true })
const data = await scratch()
const emulator = await startEmulatorProcess(data.path)
// One of its checks takes its whole time if asked to: what runs beside it is done before.
const slow = await startBreakableEmulator()
const browser = await launchBrowser()
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: 'light' })
  const execution = executionPage(page)
  const open = async (hash: string, { on = page, url = emulator.url } = {}) => {
    await on.goto('about:blank')
    await on.goto(`${url}/console/${hash}`)
    await on.waitForLoadState('networkidle', { timeout: 2000 }).catch(() => undefined)
    const reveal = on.getByRole('button', { name: 'Reveal names' })
    if (await reveal.isVisible()) await reveal.click()
    await sleep(500)
  }
  const take = (name: string) => page.screenshot({ path: join(directory, `${name}.png`) })
  const takeGraph = (name: string, on = page) =>
    on.locator('.graph').screenshot({ path: join(directory, `${name}.png`) })

  for (const Name of ['Mike', 'Ross', 'John']) await runText(emulator.sfn, requestOf(Name))

  await open('#/requests')
  await take('requests')

  // All of it is to be in the picture, which the top bar of the page would hide a part of, and legible in its full size.
  const large = await browser.newPage({ viewport: { width: 1280, height: 1800 }, deviceScaleFactor: 2 })
  await open('#/machines/course-enrollment', { on: large })
  await large.getByRole('tab', { name: 'Graph' }).click()
  await sleep(500)
  await takeGraph('state-machine', large)
  await large.close()

  // Higher than a graph, which the top bar of the page would hide a part of.
  await page.setViewportSize({ width: 1280, height: 1500 })

  const { sfn } = clients(slow.url)
  const idOf = (arn = '') => arn.split(':').at(-1)
  // The first request starts the Lambdas: theirs is another time.
  await runText(sfn, JSON.stringify(ARTICLE))
  const mike = idOf((await runText(sfn, requestOf('Mike'))).executionArn)
  const input = JSON.stringify({ ...ARTICLE, Name: 'hangs' })
  for (let running = false, tries = 0; !running && tries < 10; tries++) {
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input }))
    await open(`#/executions/${idOf(executionArn)}`, { url: slow.url })
    await execution.state('LookUpName', 'Running').waitFor()
    await takeGraph('running')
    // Its time may have been over before the picture was taken.
    running = await execution.state('LookUpName', 'Running').isVisible()
  }

  // The graph is to be in the window whole, and the panel with both values: it is as high as the window at most.
  await page.setViewportSize({ width: 1280, height: 1900 })
  await open(`#/executions/${mike}`, { url: slow.url })
  await takeGraph('enrolled')
  for (const [state, name] of [
    ['LookUpEmail', 'look-up-email'],
    ['ValidateDetails', 'validate-details'],
  ] as const) {
    await open(`#/executions/${mike}?state=${state}`, { url: slow.url })
    await execution.panel.getByText('Output', { exact: true }).click()
    await sleep(300)
    await execution.panel.screenshot({ path: join(directory, `${name}.png`) })
  }
} finally {
  await browser.close()
  await Promise.all([emulator.stop(), slow.close()])
  await data.remove()
}
