import { readFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { paginateListExecutions } from '@aws-sdk/client-sfn'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { accessibilityFindings } from './accessibility-findings.ts'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { CourseLife } from './course-life.ts'
import { STATE_MACHINE } from './executions.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'

const ROWS = 60
/** Every tenth has no address, every fifteenth says nothing of the payment; one comes twice. Two columns have headings of their own. */
const LINES = Array.from({ length: ROWS }, (_, n) => {
  const email = n % 10 === 9 ? '' : `s${n}@example.org`
  return `"Doe, ${n}";${email};${n % 15 === 14 ? '?' : 'Ja'};${n % 2 === 0 ? 'physics' : 'biology'};Note ${n}`
})
const CSV = `\uFEFF\r\nWho is it;E-Mail;Bezahlt;Kurs;Notiz\r\n${LINES.join('\r\n')}\r\n${LINES[0]}\r\n`

describe.skipIf(chromiumPath === undefined)('the console, a spreadsheet of requests', () => {
  let session: ConsoleSession
  let server: ServedConsole
  let readOnly: ServedConsole

  beforeAll(async () => {
    session = await startConsoleSession()
    server = await serveConsole(session.emulator.url, '--read-write')
    readOnly = await serveConsole(session.emulator.url)
    await new CourseLife(session, 'physics').open({ seats: 20 })
    await new CourseLife(session, 'biology').open({ seats: 10 })
  })

  afterEach(() => session.closePages())

  afterAll(async () => {
    await server?.stop()
    await readOnly?.stop()
    await session?.close()
  })

  const open = (hash: string) => session.open(hash, { base: server.url })
  const spreadsheet = (text: string, name = 'spring.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  const choose = (page: Page, text: string) => page.locator('input[type=file]').setInputFiles(spreadsheet(text))
  const countExecutions = async () => {
    let count = 0
    for await (const { executions = [] } of paginateListExecutions(
      { client: session.sfn },
      { stateMachineArn: STATE_MACHINE },
    ))
      count += executions.length
    return count
  }
  const saved = async (page: Page, link: string | RegExp) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: link }).click(),
    ])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }

  test('60 students of a messy file enter two courses; who did not, and why, is a file', {
    timeout: 120_000,
  }, async () => {
    const page = await open('#/intake')
    await choose(page, CSV)
    await page.getByText('The file lacks a column: Name').waitFor()
    await page.getByLabel('Name', { exact: true }).selectOption('Who is it')
    await page.getByRole('button', { name: 'Enroll 52 students' }).waitFor()
    await page.getByText('Not read: Notiz').waitFor()
    await page.getByRole('heading', { name: '9 rows not started' }).waitFor()
    const problems = page.getByRole('table', { name: 'Rows that are not started, and why' })
    await problems.getByRole('row', { name: 'Row 12 Column "E-Mail" is blank' }).waitFor()
    await problems.getByRole('row', { name: 'Row 63 Is the same as row 3' }).waitFor()
    await page.getByLabel('Add students who have no record yet').check()
    expect(await accessibilityFindings(page)).toEqual([])

    await page.getByRole('button', { name: 'Predict the answers' }).click()
    const prediction = page.getByRole('region', { name: 'Prediction' })
    await prediction.getByText('30 Enrolled').waitFor()
    await prediction.getByText('Nothing was started').waitFor()
    expect((await new CourseLife(session, 'physics').course()).seatsTaken).toBe(0)

    await page.getByRole('button', { name: 'Enroll 52 students' }).click()
    await page.getByRole('button', { name: 'Stop' }).waitFor()
    await page.reload()
    const results = page.getByRole('region', { name: 'Results' })
    await results.getByRole('heading', { name: 'Results' }).waitFor()
    await results.getByText('30 Enrolled').waitFor()
    await results.getByText('every seat of the course is taken').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    const rejected = await saved(page, /^Rejected rows/)
    expect(rejected.name).toBe('spring.rejected.csv')
    expect(rejected.text).toContain('Who is it;E-Mail;Bezahlt;Kurs;Notiz;Reason;Attempt')
    expect(rejected.text).toContain('Doe, 9;;Ja;biology;Note 9;"column ""E-Mail"" is blank')
    expect((await saved(page, 'Results')).text.split('\r\n')).toHaveLength(ROWS + 3)
    expect((await new CourseLife(session, 'physics').course()).seatsTaken).toBe(20)
    expect((await new CourseLife(session, 'biology').course()).seatsTaken).toBe(10)
    await page.getByRole('button', { name: 'Delete the results' }).click()
    await page.getByText('Drop a spreadsheet here').waitFor()
  })

  test('a batch whose server is started again says how far it was, and the same file continues it', {
    timeout: 120_000,
  }, async () => {
    const course = new CourseLife(session, 'restart')
    await course.open({ seats: 400 })
    const rows = Array.from({ length: 400 }, (_, n) => `Doe ${n},d${n}@restart.example,yes`)
    const file = `Who,Email,Paid\n${rows.join('\n')}\n`
    const before = await countExecutions()
    const first = await serveConsole(session.emulator.url, '--read-write')
    const page = await session.open('#/intake', { base: first.url })
    await choose(page, file)
    await page.getByLabel('Name', { exact: true }).selectOption('Who')
    await page.getByLabel('Course of rows that name none').selectOption('restart')
    await page.getByLabel('Add students who have no record yet').check()
    await page.getByRole('button', { name: 'Enroll 400 students' }).click()
    await page.getByText(/^[1-9]\d* of 400 rows answered/).waitFor()
    await first.stop()
    await page.getByRole('alert').getByText('No answer', { exact: true }).waitFor()
    const second = await serveConsole(session.emulator.url, '--read-write', '--port', new URL(first.url).port)
    try {
      await page.getByText('Interrupted', { exact: true }).waitFor()
      await page.reload()
      await page.getByText(/ [1-9]\d* of 400 rows had an answer when it was last seen/).waitFor()
      expect(await accessibilityFindings(page)).toEqual([])
      await choose(page, file)
      await page.getByRole('button', { name: 'Enroll 400 students' }).click()
      const results = page.getByRole('region', { name: 'Results' })
      await results.getByText('400 Enrolled').waitFor()
      await results.getByText(/^[1-9]\d* rows of them started by an earlier run/).waitFor()
      expect(await course.course()).toMatchObject({ seatsTaken: 400 })
      expect((await countExecutions()) - before).toBe(400)
    } finally {
      await second.stop()
    }
  })

  test('a file that is dropped is read as one that is chosen', async () => {
    const page = await open('#/intake')
    const files = await page.evaluateHandle(`(() => {
      const files = new DataTransfer()
      files.items.add(new File(['Name,Email,Paid\\nMike,mike@example.com,yes\\n'], 'dropped.csv'))
      return files
    })()`)
    await page.locator('.file-drop').dispatchEvent('drop', { dataTransfer: files })
    await page.getByRole('heading', { name: 'dropped.csv' }).waitFor()
    await page.getByLabel('Course of rows that name none').selectOption({ label: 'Serverless 101' })
    await page.getByRole('button', { name: 'Enroll 1 student' }).waitFor()
  })

  test('what is no spreadsheet is refused with what was expected', async () => {
    const page = await open('#/intake')
    await choose(page, 'alison@example.com,Done\n')
    await page.getByRole('alert').getByText('The first row is not one of headings').waitFor()
    await choose(page, ' '.repeat(10 * 1024 * 1024 + 1))
    await page.getByRole('alert').getByText('more than 10 MiB').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
  })

  test('a read-only console says that it may not', async () => {
    const page = await session.open('#/intake', { base: readOnly.url })
    await page.getByText('This console is read-only').waitFor()
    expect(await page.locator('input[type=file]').count()).toBe(0)
    expect(await accessibilityFindings(page)).toEqual([])
  })

  test('a file is imported, and a student withdrawn, by keyboard only', async () => {
    const course = new CourseLife(session, 'keys')
    await course.open({ seats: 5 })
    await course.student('Kim')
    const page = await open('#/intake')
    await page.getByText('Drop a spreadsheet here').waitFor()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressOn(page, 'input[type=file]', 'Enter')])
    await chooser.setFiles(spreadsheet('Name,Email,Paid,Course\nKim,kim@keys.example,yes,keys\n', 'keys.csv'))
    await page.getByRole('button', { name: 'Enroll 1 student' }).waitFor()
    await pressOn(page, '.button.primary', 'Enter')
    await page.getByRole('region', { name: 'Results' }).getByText('1 Enrolled').waitFor()

    await page.goto(`${server.url}/console/#/courses/keys`)
    await page.getByRole('button', { name: 'Withdraw' }).waitFor()
    await pressOn(page, '.row-acts .button:last-child', 'Enter')
    const dialog = page.getByRole('alertdialog', { name: 'Withdraw from keys?' })
    await dialog.waitFor()
    await pressOn(page, '.button.danger', 'Space')
    await dialog.getByText('Withdrawn from keys').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await course.becomes('Kim', undefined)
  })

  test('students are imported, all or none; one is found, and moves to another address', async () => {
    const page = await open('#/students')
    await page.getByRole('button', { name: 'Import' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import students' })
    await choose(page, 'Name,Email,Paid\nUma,uma@example.com,yes\nOtto,otto,yes\n')
    await dialog.getByText('1 row is wrong, and nothing was added').waitFor()
    await dialog.getByText(/^Row 3: EMAIL_INVALID/).waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await choose(page, 'Who,Email,Paid,Note\nUma,uma@example.com,yes,x\nOtto,otto@example.com,no,y\n')
    await dialog.getByText('The file lacks a column: Name').waitFor()
    await dialog.getByLabel('Name', { exact: true }).selectOption('Who')
    await dialog.getByText('Not read: Note').waitFor()
    await dialog.getByText('2 students to add, 0 to overwrite, 0 there already').waitFor()
    expect(await accessibilityFindings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Import 2 students' }).click()
    await dialog.getByText('2 students added, 0 overwritten, 0 there already').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await page.getByRole('searchbox').fill('uma@')
    await page.getByText(/^1 of \d+ students matches$/).waitFor()
    await page.getByRole('button', { name: 'Reveal names' }).click()
    await page.getByRole('link', { name: 'Uma' }).click()
    await page.getByRole('button', { name: 'Change e-mail' }).click()
    const rename = page.getByRole('dialog', { name: 'Change the e-mail address' })
    await rename.getByLabel('New e-mail').fill('mike@example.com')
    await rename.getByRole('button', { name: 'Change the address' }).click()
    await rename.getByRole('alert').getByText('has a record already').waitFor()
    await rename.getByLabel('New e-mail').fill('UMA@Example.org')
    await rename.getByRole('button', { name: 'Change the address' }).click()
    await rename.waitFor({ state: 'detached' })
    await page.getByText('uma@example.org').first().waitFor()
    await page.getByRole('heading', { name: 'Uma' }).waitFor()
  })

  test('who asks is filled in, as the server knows it', async () => {
    const page = await open('#/requests')
    await page.getByRole('button', { name: 'New enrollment' }).click()
    const field = page.getByRole('dialog').getByLabel('Requested by')
    expect(await field.inputValue()).toBe(userInfo().username)
  })

  test('who gives more seats stands in the execution that calls those who wait', async () => {
    const course = new CourseLife(session, 'more')
    await course.open({ seats: 0, waitlist: 1 })
    await course.student('Nele')
    await course.request('Nele')
    await course.waits('Nele', 'WAITLISTED')
    const page = await open('#/courses/more')
    await page.getByRole('button', { name: 'Edit seats and dates' }).click()
    await page.getByRole('dialog').getByLabel('Seats').fill('1')
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    const saved = page.getByRole('dialog', { name: 'Saved' })
    await saved.getByText('1 seat given to those who wait').waitFor()
    await saved.getByRole('link').click()
    await page.getByRole('button', { name: 'Reveal names' }).click()
    await page.getByText(`"${userInfo().username}"`).first().waitFor()
  })

  test('sends requests only to its own server, and reports no errors', () => {
    expect(session.complaints).toEqual([])
  })
})

/** Goes on with the tab key until the focus is on what fits, and presses a key there. */
async function pressOn(page: Page, selector: string, key: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) {
      return page.keyboard.press(key)
    }
  }
  throw new Error(`The tab key does not come to ${selector}.`)
}
