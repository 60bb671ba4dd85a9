import { CreateStateMachineCommand } from '@aws-sdk/client-sfn'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { checks, requestFields } from 'workflow'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { ARTICLE, runText } from './executions.ts'
import { executionPage, jsonOf } from './pages/execution-page.ts'
import { requestsPage } from './pages/requests-page.ts'

const ALL_STATES = ['CheckDetails', 'LookUpName', 'LookUpEmail', 'LookUpPaymentInfo', 'ValidateDetails', 'Decision']

describe.skipIf(chromiumPath === undefined)('the console, looked at', () => {
  let session: ConsoleSession

  beforeAll(async () => {
    session = await startConsoleSession()
  })

  afterAll(async () => {
    await session?.close()
  })

  afterEach(() => session.closePages())

  const run = async (request: object) => {
    const { executionArn = '' } = await runText(session.sfn, JSON.stringify(request))
    return executionArn.split(':').at(-1) ?? ''
  }

  test("takes the article's walk: start with its JSON, watch it turn green, look at what the steps got and gave", async () => {
    const page = await session.open()
    const list = requestsPage(page)
    await list.newEnrollment.click()
    const input = await list.json()
    expect(JSON.parse(await input.inputValue())).toEqual({})
    await input.fill('{"Name": ')
    await list.dialog.getByText('This is not JSON yet').waitFor()
    await list.enroll.click()
    await list.dialog.getByText('This is not JSON yet').waitFor()
    await list.dialog.getByText('Examples and recent inputs').click()
    await list.dialog.getByRole('listitem').first().getByRole('button').click()
    expect(JSON.parse(await input.inputValue())).toEqual(ARTICLE)
    await list.dialog.getByText('Valid JSON').waitFor()
    await list.enroll.click()

    const execution = executionPage(page)
    await page.getByRole('heading', { name: 'Enrolled in serverless-101' }).waitFor()
    for (const state of [...ALL_STATES, 'EnrollStudent', 'Enrolled'])
      await execution.state(state, 'Succeeded').waitFor()
    await execution.state('Cancelled', 'Not reached').waitFor()

    await execution.state('LookUpEmail').click()
    await page.getByRole('button', { name: 'Reveal names' }).click()
    expect(await jsonOf(execution.value('Input of LookUpEmail'))).toEqual(ARTICLE)
    expect(await jsonOf(execution.value('Result of LookUpEmail'))).toEqual({
      field: 'Email',
      value: 'alison@example.com',
      problems: [],
    })
    await execution.panel.getByText('Output', { exact: true }).click()
    expect(await jsonOf(execution.value('Output of LookUpEmail'))).toMatchObject({ value: 'alison@example.com' })

    await execution.state('ValidateDetails').click()
    expect(await jsonOf(execution.value('Input of ValidateDetails'))).toMatchObject({
      checks: { Email: { value: 'alison@example.com', problems: [] }, Payment: { value: 'Done', problems: [] } },
    })
    await execution.panel.getByText('Variables assigned').waitFor()
    expect(await jsonOf(execution.value('Variable decision of ValidateDetails'))).toMatchObject({ enroll: true })
    await execution.tab('Log')
    await execution.panel.getByRole('list', { name: 'Log of validate-details' }).getByRole('listitem').first().waitFor()
    await execution.tab('Definition')
    expect(await jsonOf(execution.value('Definition of ValidateDetails'))).toMatchObject({ Type: 'Task' })
  })

  test('goes through a run again event by event, the graph turning green step by step', async () => {
    const page = await session.open(`#/executions/${await run(ARTICLE)}`)
    const execution = executionPage(page)
    await execution.state('(AlreadyE|E)nrolled', 'Succeeded').waitFor()
    const slider = page.getByRole('slider', { name: 'Event shown' })
    await slider.fill('6')
    await execution.state('LookUpEmail', 'Running').waitFor()
    await execution.state('ValidateDetails', 'Not reached').waitFor()
    await slider.focus()
    await page.keyboard.press('Home')
    await execution.state('CheckDetails', 'Not reached').waitFor()
    await execution.button('Replay').click()
    await execution.state('LookUpEmail', 'Running').waitFor()
    await execution.state('(AlreadyE|E)nrolled', 'Succeeded').waitFor()
  })

  test('shows why an enrollment was cancelled', async () => {
    const request = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Pending', Course: 'basket-weaving' }
    const name = await run(request)
    const page = await session.open('#/executions')
    await requestsPage(page).row('course unknown').getByRole('link', { name }).waitFor()
    expect(await page.getByText('Succeeded').count()).toBe(0)
    await page.getByRole('link', { name }).click()

    const execution = executionPage(page)
    await page.getByRole('heading', { name: /^Cancelled: .*course unknown/ }).waitFor()
    expect(await page.title()).toMatch(/^Cancelled: .*course unknown/)
    expect(await page.getByText('Execution succeeded').count()).toBe(0)
    const reasons = await execution.reasons.allTextContents()
    expect(reasons.map((reason) => reason.split(' ')[0])).toEqual(expect.arrayContaining(['COURSE_UNKNOWN']))
    await execution.state('Cancelled', 'Succeeded').waitFor()
    await execution.state('EnrollStudent', 'Not reached').waitFor()
    expect(await jsonOf(execution.value('Execution output'))).toMatchObject({ status: 'CANCELLED' })
  })

  test('asks for each field that the workflow looks at', async () => {
    const page = await session.open('#/executions')
    const { dialog, newEnrollment } = requestsPage(page)
    await newEnrollment.click()
    const form = dialog.getByRole('group', { name: 'Request' })
    for (const field of requestFields) {
      await form
        .getByLabel(field === 'Email' ? 'E-mail' : field, { exact: true })
        .first()
        .waitFor()
    }
    // And who asks.
    expect(await form.locator('.field').count()).toBe(requestFields.length + 1)
    for (const field of await form.locator('input, select').all()) expect(await field.inputValue()).toBe('')
  })

  test('shows a failure as it happens, and its retries on the timeline', async () => {
    const page = await session.open('#/executions')
    const list = requestsPage(page)
    await list.newEnrollment.click()
    await list.fill({ name: 'exits', email: ARTICLE.Email, payment: ARTICLE.Payment, course: 'Serverless' })
    await list.enroll.click()
    const execution = executionPage(page)
    // Live: nobody reloads the page.
    await execution.state('LookUpName', 'Waiting to retry').waitFor()
    await execution.state('LookUpEmail', 'Succeeded').waitFor()
    await execution.state('CheckDetails', 'Running').waitFor()
    await page.getByRole('heading', { name: 'Failed, for serverless-101: Runtime.ExitError' }).waitFor()
    await execution.state('LookUpName', 'Failed').waitFor()
    await execution.state('LookUpEmail', 'Succeeded').waitFor()

    await execution.show('Timeline')
    const row = execution.row('LookUpName')
    // The view is drawn after the click on its tab.
    await expect.poll(() => row.locator('[data-kind=attempt][data-status=failed]').count()).toBe(3)
    expect(await row.locator('[data-kind=wait]').count()).toBe(2)
    expect(await row.getAttribute('aria-label')).toContain('Attempt 3: Runtime.ExitError')
    await row.click()
    await execution.tab(/Attempts \(3\)/)
    await expect.poll(() => execution.panel.getByText('Runtime.ExitError', { exact: true }).count()).toBe(3)
    expect(await execution.panel.getByText(/^Waited/).count()).toBe(2)
    // CheckDetails, each check, and two retries of one.
    expect(await execution.fact('Transitions').textContent()).toBe(String(1 + Object.keys(checks).length + 2))
  })

  test('returns to the same location after a reload, with view and step', async () => {
    const page = await session.open(`#/executions/${await run(ARTICLE)}`)
    const execution = executionPage(page)
    await execution.show('Steps')
    await page.getByRole('row', { name: /^LookUpPaymentInfo/ }).click()
    await execution.panel.getByRole('heading', { name: 'LookUpPaymentInfo' }).waitFor()
    const address = page.url()
    await page.reload()
    expect(page.url()).toBe(address)
    await execution.panel.getByRole('heading', { name: 'LookUpPaymentInfo' }).waitFor()
    expect(await page.getByRole('tab', { name: 'Steps' }).getAttribute('aria-selected')).toBe('true')
    expect(await page.getByRole('row', { name: /^LookUpPaymentInfo/ }).getAttribute('aria-selected')).toBe('true')
    await execution.show('Timeline')
    expect(await execution.row('LookUpPaymentInfo').getAttribute('aria-pressed')).toBe('true')
    await execution.show('Graph')
    expect(await execution.state('LookUpPaymentInfo').getAttribute('aria-pressed')).toBe('true')
  })

  test('lists every event, opens it, and follows its links', async () => {
    const page = await session.open(`#/executions/${await run(ARTICLE)}?view=events`)
    const events = page.getByRole('table', { name: 'Events' })
    await events.getByRole('button', { name: 'Parallel state entered' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('heading', { name: 'Event 2: Parallel state entered' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await events.getByRole('row', { name: /^3 / }).getByRole('button', { name: 'Go to event 2' }).click()
    await events.locator('tr.goal[data-event="2"]').waitFor()
    await events.getByRole('row', { name: /^4 / }).getByRole('button', { name: 'LookUpName' }).click()
    await executionPage(page).panel.getByRole('heading', { name: 'LookUpName' }).waitFor()
  })

  test('masks names and addresses until they are revealed', async () => {
    const page = await session.open(`#/executions/${await run(ARTICLE)}?state=LookUpEmail`)
    const execution = executionPage(page)
    await execution.value('Result of LookUpEmail').waitFor()
    expect(await page.locator('main').textContent()).not.toMatch(/alison/i)
    await page.getByRole('button', { name: 'Reveal names' }).click()
    await execution.value('Result of LookUpEmail').getByText('alison@example.com').waitFor()
    // The choice is this tab's: a reload keeps it, another tab begins masked.
    await page.reload()
    await execution.value('Result of LookUpEmail').getByText('alison@example.com').waitFor()
    const other = await page.context().newPage()
    await other.goto(page.url())
    await executionPage(other).value('Result of LookUpEmail').waitFor()
    expect(await other.locator('main').textContent()).not.toMatch(/alison/i)
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toMatch(/alison/i)
  })

  test('masks what no check knows, in every view, until it is revealed', async () => {
    const name = await run({ ...ARTICLE, Phone: '+442079460958', Notes: { Guardian: ['Zebediah'] } })
    const page = await session.open(`#/executions/${name}?state=LookUpEmail`)
    const execution = executionPage(page)
    const shown = () => page.locator('body').textContent()
    await execution.value('Input of LookUpEmail').getByText('Guardian').waitFor()
    expect(await shown()).not.toMatch(/2079460958|zebediah|alison/i)
    await execution.tab('Log')
    await execution.panel.getByRole('list', { name: 'Log of check-email' }).getByRole('listitem').first().waitFor()
    expect(await shown()).not.toMatch(/2079460958|zebediah|alison/i)
    await page.goto(page.url().replace(/\?.*/, '?view=events'))
    await page.getByRole('row', { name: /^1 / }).getByRole('button').first().click()
    await page.getByRole('dialog').getByText('Guardian').waitFor()
    expect(await shown()).not.toMatch(/2079460958|zebediah|alison/i)
  })

  test('says so where there is nothing, and what to do', async () => {
    const missing = await session.open('#/executions/no-such-execution')
    await missing.getByText('Execution not found').waitFor()
    const none = await session.open('#/executions?status=RUNNING')
    await none.getByText('No matches').waitFor()
    expect(none.url()).toContain('#/requests?answer=running')
    const nowhere = await session.open('#/nowhere')
    await nowhere.getByText('Page not found').waitFor()
  })

  test('shows the seats, who has them, and by which execution', async () => {
    const name = await run({ Name: 'Mike', Email: 'mike@example.com', Payment: 'Done' })
    const page = await session.open('#/courses')
    await page.getByText(/of 100 seats taken/).waitFor()
    await page.getByRole('link', { name: 'Serverless 101' }).click()
    const enrolled = page.getByRole('table', { name: 'Students enrolled in serverless-101' })
    const row = enrolled.getByRole('row').filter({ hasText: 'M••••' })
    await row.getByRole('link', { name }).waitFor()
    await page.getByRole('button', { name: 'Reveal names' }).click()
    await enrolled.getByText('mike@example.com').waitFor()
    await page.getByRole('link', { name: 'Students' }).click()
    await page.getByRole('table', { name: 'Students' }).getByText('john@example.com').waitFor()
    await page.getByRole('link', { name: 'Courses' }).click()
    await page.getByRole('link', { name: 'Serverless 101' }).click()
    await enrolled.getByRole('row').filter({ hasText: 'mike@example.com' }).getByRole('link', { name }).click()
    await page.getByRole('heading', { name: /nrolled in serverless-101/ }).waitFor()
    expect(name).not.toBe('')
  })

  test('fits a phone: nothing is wider than the screen', async () => {
    const viewport = { width: 390, height: 844 }
    const execution = `#/executions/${await run(ARTICLE)}`
    const views = ['graph', 'timeline', 'steps', 'events'].map((view) => `${execution}?view=${view}&state=LookUpEmail`)
    const lists = ['#/requests', '#/courses', '#/courses/serverless-101', '#/students', '#/machines']
    const machine = '#/machines/course-enrollment'
    for (const hash of [...lists, ...views, machine, '#/executions', '#/records']) {
      const page = await session.open(hash, { viewport })
      await page.getByRole('heading', { level: 1 }).waitFor()
      const tooWide = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')
      expect([hash, tooWide]).toEqual([hash, 0])
    }
  })

  test.each([
    ['wide', 1280],
    ['narrow', 390],
  ])('hides no state of a %s graph behind its controls', async (_, width) => {
    const page = await session.open(`#/executions/${await run(ARTICLE)}?view=graph`, {
      viewport: { width, height: 844 },
    })
    const lowest = executionPage(page).state('Cancelled')
    const controls = page.getByRole('button', { name: 'Zoom In' })
    await expect
      .poll(
        async () => {
          const [state, button] = await Promise.all([lowest.boundingBox(), controls.boundingBox()])
          return state !== null && button !== null && state.y + state.height <= button.y
        },
        { timeout: 10_000 },
      )
      .toBe(true)
  })

  test.each([1280, 390])(
    'names every state of a graph legibly, %i px wide, and brings what is selected into view',
    async (width) => {
      const page = await session.open('#/machines/course-enrollment', { viewport: { width, height: 844 } })
      await page.getByRole('tab', { name: 'Graph' }).click()
      const names = page.locator('.react-flow__node .state-name')
      await names.first().waitFor()
      const heights = await Promise.all(
        (await names.all()).map(async (name) => (await name.boundingBox())?.height ?? 0),
      )
      expect(heights.length).toBeGreaterThan(25)
      expect(Math.min(...heights)).toBeGreaterThan(11)
      const state = executionPage(page).state('HoldSeat')
      await state.focus()
      await page.keyboard.press('Enter')
      const box = await state.boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width)
      await page.getByRole('button', { name: 'Whole graph' }).click()
      const hidden = 'document.querySelector(".graph").scrollWidth - document.querySelector(".graph").clientWidth'
      await expect.poll(() => page.evaluate(hidden)).toBe(0)
    },
  )

  test.each([1280, 390])(
    'shows all states of a graph side by side in %i px, and leads along its links',
    async (width) => {
      const page = await session.open('#/machines/course-enrollment', { viewport: { width, height: 844 } })
      await page.getByRole('tab', { name: 'Graph' }).click()
      const execution = executionPage(page)
      await execution.state('Outcome').waitFor()
      const hidden = 'document.querySelector(".graph").scrollWidth - document.querySelector(".graph").clientWidth'
      expect(await page.evaluate(hidden)).toBe(0)
      expect(Number.parseInt((await page.getByText(/^\d+ %$/).textContent()) ?? '', 10)).toBeGreaterThanOrEqual(75)
      const edge = page.getByRole('button', { name: /to JoinWaitlist$/ })
      await edge.focus()
      await page.keyboard.press('Enter')
      const state = execution.state('JoinWaitlist')
      expect(await state.getAttribute('aria-pressed')).toBe('true')
      expect(await state.evaluate((button) => button === button.ownerDocument.activeElement)).toBe(true)
      const box = await state.boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual(0)
      expect((box?.y ?? 844) + (box?.height ?? 0)).toBeLessThanOrEqual(844)
    },
  )

  test('marks the edges that an execution took, links too', async () => {
    await run(ARTICLE)
    const page = await session.open(`#/executions/${await run(ARTICLE)}`)
    await page.getByRole('button', { name: /to AlreadyEnrolled, taken$/ }).click()
    await executionPage(page).panel.getByRole('heading', { name: 'AlreadyEnrolled' }).waitFor()
  })

  test('shows engineers every state machine, their own too, with its graph before the first execution', async () => {
    const definition = JSON.stringify({ StartAt: 'Greet', States: { Greet: { Type: 'Pass', End: true } } })
    const roleArn = 'arn:aws:iam::000000000000:role/own'
    await session.sfn.send(new CreateStateMachineCommand({ name: 'my-own', definition, roleArn }))
    const page = await session.open()
    const sections = page.getByRole('navigation', { name: 'Sections' })
    await sections.getByRole('link', { name: 'Requests' }).waitFor()
    expect(await sections.getByRole('link').count()).toBe(3)
    await page.getByRole('button', { name: 'For engineers' }).click()
    await sections.getByRole('link', { name: 'State machines' }).click()
    await page.getByRole('link', { name: 'my-own' }).click()
    const execution = executionPage(page)
    await execution.state('Greet', 'Not reached').click()
    expect(await jsonOf(execution.value('Definition of Greet'))).toEqual({ Type: 'Pass', End: true })
    await page.getByRole('button', { name: 'Start execution' }).click()
    await page.getByRole('dialog', { name: 'Start my-own' }).getByRole('button', { name: 'Start', exact: true }).click()
    await page.getByRole('heading', { name: 'Succeeded' }).waitFor()
    await execution.state('Greet', 'Succeeded').waitFor()
    const address = page.url()
    await page.reload()
    await execution.state('Greet', 'Succeeded').waitFor()
    expect(page.url()).toBe(address)
    await page.getByRole('link', { name: 'my-own' }).click()
    await page.getByRole('table', { name: 'Executions, newest first' }).getByRole('link').waitFor()
  })

  test('folds the states that an execution did not come near, and shows all when asked', async () => {
    const page = await session.open(`#/executions/${await run(ARTICLE)}`)
    const execution = executionPage(page)
    await execution.state('Cancelled', 'Not reached').waitFor()
    expect(await execution.state('JoinWaitlist').count()).toBe(0)
    await page.getByRole('checkbox', { name: /^All states, \d+ more/ }).check()
    await execution.state('JoinWaitlist', 'Not reached').waitFor()
  })

  test('sends requests only to its own server, and reports no errors', () => {
    expect(session.complaints).toEqual([])
  })
})
