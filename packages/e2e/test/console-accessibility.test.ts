import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFindings } from './accessibility-findings.ts'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { CourseLife } from './course-life.ts'
import { ARTICLE, runText } from './executions.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'
import { shownSpreadsheet } from './shown-spreadsheet.ts'

describe.skipIf(chromiumPath === undefined)('the console, for everybody', () => {
  let session: ConsoleSession
  let server: ServedConsole
  const pages: Record<string, string> = {
    requests: '#/requests',
    'requests that are filtered': '#/requests?answer=enrolled',
    'no requests': '#/requests?answer=failed',
    courses: '#/courses',
    'a course': '#/courses/serverless-101',
    students: '#/students',
    'state machines': '#/machines',
    'a state machine': '#/machines/course-enrollment',
    'a state machine that never ran': '#/machines/waitlist-promotion',
    'nothing at all': '#/nowhere',
    intake: '#/intake',
    'a spreadsheet that is not known any more': '#/intake/unknown',
  }

  const spreadsheet = (text: string, then?: 'predict' | 'start') => shownSpreadsheet(server.url, text, then)

  beforeAll(async () => {
    session = await startConsoleSession()
    server = await serveConsole(session.emulator.url, '--read-write')
    const { executionArn = '' } = await runText(session.sfn, JSON.stringify(ARTICLE))
    await runText(session.sfn, JSON.stringify({ ...ARTICLE, Payment: 'Pending' }))
    const course = new CourseLife(session, 'pottery')
    await course.open({ seats: 0, waitlist: 3 })
    await course.student('Anna')
    await course.request('Anna')
    await course.waits('Anna', 'WAITLISTED')
    const rows = 'Mike,mike@example.com,yes,serverless-101,x\nEve,,yes,serverless-101,y\n'
    const sheet = `Name,Email,Paid,Course,Note\n${rows}`
    pages['a spreadsheet whose columns are not recognised'] = await spreadsheet(`Who,${sheet.slice(5)}`)
    pages['a spreadsheet that is checked'] = await spreadsheet(sheet)
    pages['a spreadsheet with a prediction'] = await spreadsheet(sheet, 'predict')
    pages['a spreadsheet that has ended'] = await spreadsheet(sheet, 'start')
    const execution = `#/executions/${executionArn.split(':').at(-1)}`
    for (const view of ['graph', 'timeline', 'steps', 'events']) {
      pages[`an execution, its ${view}`] = `${execution}?view=${view}&state=LookUpEmail`
    }
  })

  afterEach(() => session.closePages())

  afterAll(async () => {
    await server?.stop()
    await session?.close()
  })

  test.each([
    ['light', 1280],
    ['light', 390],
    ['dark', 1280],
    ['dark', 390],
  ] as const)('axe-core finds nothing on any page, %s and %i px wide', { timeout: 180_000 }, async (theme, width) => {
    const page = await session.open('', { base: server.url, viewport: { width, height: 800 } })
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const found: Record<string, string[]> = {}
    for (const [name, hash] of Object.entries(pages)) {
      await page.goto(`${server.url}/console/${hash}`)
      await page.locator('main').locator('h1, .notice').first().waitFor()
      await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => undefined)
      const here = await accessibilityFindings(page)
      if (here.length > 0) found[name] = here
    }
    expect(found).toEqual({})
  })

  test('no page shows a name or an address before they are revealed, nor does the browser keep one', {
    timeout: 120_000,
  }, async () => {
    const page = await session.open('', { base: server.url })
    const seen: Record<string, string> = {}
    for (const [name, hash] of Object.entries(pages)) {
      await page.goto(`${server.url}/console/${hash}`)
      await page.locator('main').locator('h1, .notice').first().waitFor()
      await page.waitForLoadState('networkidle', { timeout: 1000 }).catch(() => undefined)
      const text = await page.evaluate<string>(`[
        document.title,
        location.href,
        document.body.outerHTML,
        ...[...document.querySelectorAll('input, textarea')].map(({ value }) => value),
        JSON.stringify(localStorage),
      ].join('\\n')`)
      const [found] = /\b(Alison|Mike|Eve|Anna)\b|@(example|pottery)/i.exec(text) ?? []
      if (found !== undefined) seen[name] = found
    }
    expect(seen).toEqual({})
  })

  test.each([
    ['New enrollment', '#/requests'],
    ['Add a course', '#/courses'],
    ['Edit seats and dates', '#/courses/serverless-101'],
    ['Close', '#/courses/serverless-101'],
    ['Withdraw', '#/courses/serverless-101'],
    ['Add a student', '#/students'],
    ['Import', '#/students'],
    ['Start execution', '#/machines/course-enrollment'],
  ])('axe-core finds nothing in the dialog of “%s”', async (button, hash) => {
    const page = await session.open(hash, { base: server.url })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.getByRole('button', { name: button, exact: true }).first().click()
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor()
    for (const closed of await page.locator('dialog summary, [role=dialog] summary').all()) await closed.click()
    expect(await accessibilityFindings(page)).toEqual([])
  })

  test('axe-core finds nothing on the page of a student', async () => {
    const page = await session.open('#/students')
    await page.getByRole('link', { name: 'A••••' }).first().click()
    await page.getByRole('heading', { name: 'Requests and enrollments' }).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
  })
})
