import { StartExecutionCommand, StopExecutionCommand } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { STATE_MACHINE } from './executions.ts'
import { requestsPage } from './pages/requests-page.ts'

/** More than are looked into at once. */
const STOPPED = 90

describe.skipIf(chromiumPath === undefined)('the console, a search', () => {
  let session: ConsoleSession

  /** One that failed is in no course's records: only its execution knows whom it was about. */
  const stopped = async (Name: string) => {
    const input = JSON.stringify({ Name, Email: `${Name}@old.example`, Payment: 'Done' })
    const { executionArn } = await session.sfn.send(
      new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input }),
    )
    await session.sfn.send(new StopExecutionCommand({ executionArn }))
  }

  beforeAll(async () => {
    session = await startConsoleSession()
    await stopped('Olga')
    for (let number = 1; number < STOPPED - 1; number++) await stopped(`somebody-${number}`)
    await stopped('Oskar')
  })

  afterAll(async () => {
    await session?.close()
  })

  test('finds the oldest of those that failed by itself, and says what it has searched', async () => {
    const page = await session.open('#/requests')
    await page.getByRole('button', { name: 'Reveal names' }).click()
    const list = requestsPage(page)
    await list.search.fill('olga@old.example')
    await list.row('Olga').waitFor()
    await page
      .getByText(
        `Searched: the records of every course, the names of all ${STOPPED} executions and all ${STOPPED} requests that failed or run.`,
      )
      .waitFor()
    expect(await page.getByRole('button', { name: 'Search further' }).count()).toBe(0)
  })

  test('says that it has not searched the older ones once it has found something, and searches them when asked to', async () => {
    const page = await session.open('#/requests')
    await page.getByRole('button', { name: 'Reveal names' }).click()
    const list = requestsPage(page)
    await list.answer('Failed').check()
    await list.search.fill('@old.example')
    await list.row('Oskar').waitFor()
    await page.getByText('Searched: the newest 75 requests that failed. Older ones are not searched yet.').waitFor()
    await page.getByText('1–50 of 75').waitFor()
    await page.getByRole('button', { name: 'Search further' }).click()
    await page.getByText(`1–50 of ${STOPPED}`).waitFor()
    await page.getByText(`Searched: all ${STOPPED} requests that failed.`).waitFor()
  })

  test('an address that is searched for does not stay in the address of the page', async () => {
    const page = await session.open('#/requests?answer=failed&search=olga%40old.example')
    await page.getByText('1–1 of 1').waitFor()
    expect(page.url()).toMatch(/#\/requests\?answer=failed$/)
    await page.reload()
    await page.getByText('1–1 of 1').waitFor()
  })

  test('sends requests only to its own server, and reports no errors', () => {
    expect(session.complaints).toEqual([])
  })
})
