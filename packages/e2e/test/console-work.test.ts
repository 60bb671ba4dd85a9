import { ListExecutionsCommand, StartExecutionCommand } from '@aws-sdk/client-sfn'
import type { Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { ARTICLE, runText, STATE_MACHINE } from './executions.ts'
import { executionPage } from './pages/execution-page.ts'
import { requestsPage } from './pages/requests-page.ts'

const MANY = 1000
const AT_ONCE = 20

describe.skipIf(chromiumPath === undefined)('the console, worked with', () => {
  let session: ConsoleSession

  beforeAll(async () => {
    session = await startConsoleSession()
  })

  afterEach(() => session.closePages())

  afterAll(async () => {
    await session?.close()
  })

  const start = async (request: object, name?: string) => {
    const input = JSON.stringify(request)
    await session.sfn.send(
      new StartExecutionCommand({ stateMachineArn: STATE_MACHINE, input, ...(name !== undefined && { name }) }),
    )
  }

  test('stops what runs, and redrives it', async () => {
    await start({ ...ARTICLE, Name: 'hangs' }, 'to-be-stopped')
    const page = await session.open('#/executions/to-be-stopped')
    const execution = executionPage(page)
    await execution.button('Stop').click()
    await page
      .getByRole('alertdialog', { name: 'Stop this execution?' })
      .getByRole('button', { name: 'Stop it' })
      .click()
    await page.getByRole('heading', { name: /^Failed: Stopped/ }).waitFor()
    await execution.state('LookUpName', 'Aborted').waitFor()
    await execution.button('Redrive').click()
    await page.getByText('redriven 1×').waitFor()
    await page.getByRole('heading', { name: 'Failed: Sandbox.Timedout' }).waitFor()
    await execution.state('LookUpName', 'Failed').waitFor()
  })

  test('starts again with the same input, and with an edited one', async () => {
    await runText(session.sfn, JSON.stringify({ ...ARTICLE, Course: 'none' }))
    const page = await session.open('#/executions')
    const list = requestsPage(page)
    await list.row('course unknown').getByRole('link').click()
    const execution = executionPage(page)
    await execution.button('Start again').click()
    await page.waitForURL((url) => !url.hash.includes('to-be-stopped'))
    await page.getByRole('heading', { name: 'Cancelled: course unknown' }).waitFor()
    await execution.button('Edit and start').click()
    await list.dialog.getByRole('button', { name: 'Reveal and edit' }).click()
    await list.dialog.getByRole('combobox', { name: 'Course' }).fill('')
    const input = await list.json()
    expect(JSON.parse(await input.inputValue())).toEqual(ARTICLE)
    await list.enroll.click()
    await page.getByRole('heading', { name: /nrolled in serverless-101/ }).waitFor()
    await page.getByRole('link', { name: 'Requests' }).first().click()
    await list.newEnrollment.click()
    await list.json()
    await list.dialog.getByText('Examples and recent inputs').click()
    expect(await list.dialog.getByRole('listitem').count()).toBe(1)
  })

  test('finds executions by name, e-mail and course, and a cancelled one by what it asked for', async () => {
    await start({ Name: 'Ross', Email: 'ross@example.com', Payment: 'Done' }, 'enrollment-of-a-friend')
    await runText(session.sfn, JSON.stringify({ Name: 'Zoe', Email: 'zoe@example.org', Payment: 'Done' }))
    const page = await session.open('#/executions')
    const list = requestsPage(page)
    await list.search.fill('of-a-FRIEND')
    await list.row('Enrolled in serverless-101').getByRole('link', { name: 'enrollment-of-a-friend' }).waitFor()
    await expect.poll(() => list.rows.count()).toBe(1)
    await list.search.fill('Ross@example.com')
    await page.getByText('1–1 of 1').waitFor()
    await list.rows.getByRole('link', { name: 'enrollment-of-a-friend' }).waitFor()
    expect(page.url()).not.toContain('ross')
    await list.search.fill('ros')
    await page.getByText('1–1 of 1').waitFor()
    await list.search.fill('zoe@example.org')
    await list.row('email unknown').waitFor()
    await page.getByText('1–1 of 1').waitFor()
    await list.search.fill('')
    await list.course.selectOption('serverless-101')
    await list.answer('Enrolled').check()
    await page.getByText('1–2 of 2').waitFor()
    await list.answer('Cancelled').check()
    await list.row('email unknown').waitFor()
    await list.answer('Running').check()
    await page.getByText('No matches').waitFor()
  })

  test('can be used by keyboard alone', async () => {
    const page = await session.open('#/executions')
    const list = requestsPage(page)
    const tabTo = async (wanted: Locator, key = 'Tab') => {
      for (let presses = 0; presses < 60; presses++) {
        await page.keyboard.press(key)
        if ((await page.locator(':focus').and(wanted).count()) > 0) return
      }
      throw new Error(`Tab never comes to ${wanted}.`)
    }
    await list.newEnrollment.waitFor()
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').textContent()).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await tabTo(list.newEnrollment)
    await page.keyboard.press('Enter')
    await list.dialog.waitFor()
    await page
      .locator(':focus')
      .and(list.dialog.getByLabel('Name', { exact: true }))
      .waitFor()
    await page.keyboard.press('Escape')
    await list.dialog.waitFor({ state: 'detached' })
    expect(await page.locator(':focus').textContent()).toContain('New enrollment')
    await page.keyboard.press('Enter')
    await list.dialog.waitFor()
    await page.keyboard.type('Alison')
    await tabTo(list.dialog.getByLabel('E-mail'))
    await page.keyboard.type('alison@example.com')
    await tabTo(list.dialog.getByLabel('Payment'))
    await page.keyboard.type('Done')
    await tabTo(list.dialog.getByRole('combobox', { name: 'Course' }))
    await page.keyboard.type('serv')
    await page
      .getByRole('listbox')
      .getByRole('option', { name: /^Serverless 101/ })
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await tabTo(list.enroll)
    await page.keyboard.press('Enter')
    const execution = executionPage(page)
    await execution.state('(AlreadyE|E)nrolled', 'Succeeded').waitFor()

    await tabTo(execution.state('LookUpEmail', 'Succeeded'))
    await page.keyboard.press('Enter')
    await execution.panel.getByRole('heading', { name: 'LookUpEmail' }).waitFor()
    await tabTo(execution.panel.getByRole('tab', { name: 'Data' }))
    await page.keyboard.press('ArrowRight')
    await execution.panel.getByText('Attempt 1').waitFor()
    await tabTo(page.getByRole('tab', { name: 'Graph' }), 'Shift+Tab')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('treegrid', { name: 'Steps' }).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await execution.panel.getByRole('heading', { name: /^(AlreadyE|E)nrolled$/ }).waitFor()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowLeft')
    expect(await page.getByRole('row', { name: /^LookUpEmail/ }).count()).toBe(0)
    await page.keyboard.press('ArrowRight')
    await page.getByRole('row', { name: /^LookUpEmail/ }).waitFor()
  })

  test(`keeps ${MANY} executions at hand, and asks only for what is to be seen`, { timeout: 180_000 }, async () => {
    const numbers = Array.from({ length: MANY }, (_, number) => number)
    const startNext = async () => {
      for (let number = numbers.pop(); number !== undefined; number = numbers.pop()) {
        await start({ Name: 'Nobody' }, `many-${number}`)
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, startNext))
    const running = new ListExecutionsCommand({ stateMachineArn: STATE_MACHINE, statusFilter: 'RUNNING' })
    await expect
      .poll(async () => (await session.sfn.send(running)).executions?.length, { timeout: 120_000, interval: 250 })
      .toBe(0)

    const page = await session.open('#/students')
    let described = 0
    page.on('request', (request) => {
      if (request.headers()['x-amz-target'] === 'AWSStepFunctions.DescribeExecution') described++
    })
    await page.getByRole('link', { name: 'Requests' }).click()
    const list = requestsPage(page)
    await list.rows.nth(49).waitFor()
    expect(await list.rows.count()).toBe(50)
    await list.row('email missing').first().waitFor()
    expect(described).toBeLessThan(50)

    const names = new Set<string>()
    for (let number = 1; ; number++) {
      await page.getByText(new RegExp(`^${(number - 1) * 50 + 1}–`)).waitFor()
      for (const name of await list.rows.getByRole('link').allTextContents()) names.add(name)
      if (await list.older.isDisabled()) break
      await list.older.click()
    }
    expect([...names].filter((name) => name.startsWith('many-'))).toHaveLength(MANY)
    expect(await list.newer.isEnabled()).toBe(true)

    await list.search.fill('many-77')
    await page.getByText('1–11 of 11').waitFor()
  })

  test('sends requests only to its own server, and reports no errors', () => {
    expect(session.complaints).toEqual([])
  })
})
