import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { CourseLife, until } from './course-life.ts'
import { requestsPage } from './pages/requests-page.ts'

describe.skipIf(chromiumPath === undefined)("the console, an administrator's day without any JSON", () => {
  let session: ConsoleSession

  beforeAll(async () => {
    session = await startConsoleSession()
  })

  afterEach(() => session.closePages())

  afterAll(async () => {
    await session?.close()
  })

  const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
  const question = (page: Page, name: string | RegExp) => page.getByRole('alertdialog', { name })
  const reveal = (page: Page) => page.getByRole('button', { name: 'Reveal names' }).click()

  /** A course with one seat, held by the first student; the others wait in this order. */
  const fullCourse = async (id: string, ...students: string[]) => {
    const course = new CourseLife(session, id)
    await course.open({ seats: 1, waitlist: 10 })
    for (const name of students) {
      await course.student(name)
      await course.request(name)
      if (name === students[0]) await course.becomes(name, 'ENROLLED')
      else await course.waits(name, 'WAITLISTED')
    }
    return course
  }

  test('adds a course with dates and a waitlist, and changes its seats', async () => {
    const page = await session.open('#/courses')
    await page.getByRole('button', { name: 'Add a course' }).click()
    const dialog = dialogOf(page, 'Add a course')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await dialog.getByText('Enter the title of the course.').waitFor()
    await dialog.getByLabel('Title').fill('Maths 1')
    await dialog.getByLabel('Id', { exact: true }).fill('maths-1')
    await dialog.getByLabel('Seats').fill('30')
    await dialog.getByLabel('Waitlist').fill('5')
    await dialog.getByLabel('Closes').fill('2099-11-27T17:00')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('link', { name: 'Maths 1' }).click()
    await page.getByText('0 of 30 seats taken').waitFor()
    await page.getByText(/^Open until 27 Nov 2099, 17:00/).waitFor()
    await page.getByRole('button', { name: 'Edit seats and dates' }).click()
    const edit = dialogOf(page, 'Edit Maths 1')
    await edit.getByLabel('Seats').fill('40')
    await edit.getByRole('button', { name: 'Save' }).click()
    await page.getByText('0 of 40 seats taken').waitFor()
    const course = await new CourseLife(session, 'maths-1').course()
    expect(course).toMatchObject({ title: 'Maths 1', seats: 40, waitlist: 5 })
    expect(course.closesAt).toBe(new Date(2099, 10, 27, 17, 0).toISOString())
  })

  test('two administrators do not undo each other', async () => {
    const course = new CourseLife(session, 'two-hands')
    await course.open({ seats: 10 })
    const page = await session.open('#/courses/two-hands')
    await page.getByRole('button', { name: 'Edit seats and dates' }).click()
    const edit = dialogOf(page, /^Edit/)
    await edit.getByLabel('Seats').fill('11')
    await course.open({ seats: 20 })
    await edit.getByRole('button', { name: 'Save' }).click()
    await edit.getByText('Somebody else has changed this course meanwhile').waitFor()
    expect((await course.course()).seats).toBe(20)
  })

  test('adds a student, as the checks would compare them, and enrolls them by a form', async () => {
    const page = await session.open('#/students')
    await page.getByRole('button', { name: 'Add a student' }).click()
    const dialog = dialogOf(page, 'Add a student')
    await dialog.getByLabel('Name').fill('Zoë Müller')
    await dialog.getByLabel('E-mail').fill('zoe at example.com')
    await dialog.getByLabel('Payment').selectOption('Done')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await dialog.getByText(/^Email has no @/).waitFor()
    await dialog.getByLabel('E-mail').fill('ZOE@Example.com')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('searchbox').fill('müll')
    await page.getByText('1–1 of 1').waitFor()
    await page.getByRole('link', { name: 'Z••••' }).click()
    await reveal(page)
    await page.getByRole('heading', { name: 'Zoë Müller' }).waitFor()
    expect(page.url()).not.toContain('zoe')
    await page.getByRole('button', { name: 'Enroll' }).click()
    const enroll = dialogOf(page, 'New enrollment')
    await enroll.getByRole('combobox', { name: 'Course' }).fill('Serverless')
    await page.getByRole('listbox').getByRole('option').first().click()
    await enroll.getByRole('button', { name: 'Enroll' }).click()
    await page.getByRole('heading', { name: 'Enrolled in serverless-101' }).waitFor()
  })

  test('a form that is not filled in says so, field by field, and starts nothing', async () => {
    const page = await session.open('#/requests')
    const list = requestsPage(page)
    await list.newEnrollment.click()
    await list.enroll.click()
    await list.dialog.getByText('Enter the name of the student.').waitFor()
    await list.dialog.getByText('Choose a course.').waitFor()
    await list.fill({ name: 'Mike', email: 'mike@example.com', payment: 'Done', course: 'Serverless' })
    await list.enroll.click()
    await page.getByRole('heading', { name: 'Enrolled in serverless-101' }).waitFor()
  })

  test('what is typed for the course stays while the courses are read, and one that is given gets its title', async () => {
    const page = await session.open('#/nowhere')
    const openWithoutCourses = async (hash: string) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      await page.route('**/*', async (route) => {
        if (route.request().headers()['x-amz-target'] === 'DynamoDB_20120810.Query') await promise
        await route.continue()
      })
      await page.goto('about:blank')
      await page.goto(`${session.emulator.url}/console/${hash}`)
      return resolve
    }
    const readCourses = await openWithoutCourses('#/requests')
    const list = requestsPage(page)
    await list.newEnrollment.click()
    const field = list.dialog.getByRole('combobox', { name: 'Course' })
    await field.fill('Server')
    readCourses()
    const option = page.getByRole('listbox').getByRole('option', { name: /^Serverless 101/ })
    await option.waitFor()
    expect(await field.inputValue()).toBe('Server')
    await option.click()
    expect(await field.inputValue()).toBe('Serverless 101')
    await page.unroute('**/*')
    const readAgain = await openWithoutCourses('#/requests?course=serverless-101')
    await list.newEnrollment.click()
    expect(await field.inputValue()).toBe('serverless-101')
    readAgain()
    await until(
      () => field.inputValue(),
      (text) => text === 'Serverless 101',
    )
  })

  test('withdraws one with a reason: the next in line gets the seat', async () => {
    const course = await fullCourse('pottery', 'Anna', 'Bert', 'Cleo')
    const page = await session.open('#/courses/pottery')
    await reveal(page)
    await page.getByRole('tab', { name: 'Waitlist (2)' }).click()
    const line = page.getByRole('table', { name: 'Students waiting for pottery' }).locator('tbody').getByRole('row')
    expect(await line.nth(0).textContent()).toContain('Bert')
    expect(await line.nth(1).textContent()).toContain('number 2')
    await page.getByRole('tab', { name: 'Roster (1)' }).click()
    await page.getByRole('row', { name: /Anna/ }).getByRole('button', { name: 'Withdraw' }).click()
    const dialog = question(page, 'Withdraw from pottery?')
    await dialog.getByText(/^Anna .* gives back the seat in pottery/).waitFor()
    await dialog.getByLabel('Reason').fill('enrolled by mistake')
    await dialog.getByLabel('Requested by').fill('office')
    await dialog.getByRole('button', { name: 'Withdraw' }).click()
    await dialog.getByText('Withdrawn from pottery').waitFor()
    await dialog.getByRole('link').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await course.becomes('Bert', 'ENROLLED')
    await page.getByRole('table', { name: 'Students enrolled in pottery' }).getByText('Bert', { exact: true }).waitFor()
    await page.getByRole('tab', { name: 'Not enrolled (1)' }).click()
    const ended = page.getByRole('table', { name: 'Requests for pottery that ended' })
    await ended.getByText('Cancelled: withdrawn').waitFor()
    await ended.getByText('“enrolled by mistake”').waitFor()
    await ended.getByText('office').waitFor()
  })

  test('raises the seats: those who wait move up', async () => {
    const course = await fullCourse('weaving', 'Dora', 'Emil')
    const page = await session.open('#/courses/weaving')
    await page.getByRole('button', { name: 'Edit seats and dates' }).click()
    await dialogOf(page, /^Edit/).getByLabel('Seats').fill('2')
    await dialogOf(page, /^Edit/).getByRole('button', { name: 'Save' }).click()
    await dialogOf(page, 'Saved').getByText('1 seat given to those who wait').waitFor()
    await course.becomes('Emil', 'ENROLLED')
  })

  test('takes a payment that comes later', async () => {
    const course = new CourseLife(session, 'painting')
    await course.open({ seats: 1, paymentHours: 48 })
    await course.student('Fred', 'Pending')
    await course.request('Fred', { payment: 'Pending' })
    await course.waits('Fred', 'AWAITING_PAYMENT')
    const page = await session.open('#/requests')
    const list = requestsPage(page)
    await list.answer('Awaiting payment').check()
    await list.row('Awaiting payment for painting, until').waitFor()
    await list.answer('Running').check()
    await page.getByText('No matches').waitFor()
    await page.goto(`${page.url().replace(/#.*/, '')}#/courses/painting`)
    await page.getByRole('button', { name: 'Payment received' }).click()
    const dialog = dialogOf(page, 'Payment received?')
    await dialog.getByRole('button', { name: 'Payment received' }).click()
    await dialog.getByText('Payment received, 1 seat confirmed').waitFor()
    await course.becomes('Fred', 'ENROLLED')
  })

  test('closes a course, and opens it again', async () => {
    const course = new CourseLife(session, 'closing')
    await course.open({ seats: 5 })
    const page = await session.open('#/courses/closing')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const dialog = question(page, 'Close closing?')
    await dialog.getByText('From now on, requests for closing are cancelled').waitFor()
    await dialog.getByRole('button', { name: 'Close the course' }).click()
    await page.getByText(/^Closed since/).waitFor()
    await course.student('Gina')
    expect(await course.answer(await course.request('Gina'))).toMatchObject({ reasons: [{ code: 'COURSE_CLOSED' }] })
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await question(page, 'Open closing?').getByRole('button', { name: 'Open the course' }).click()
    await until(
      () => course.course(),
      ({ closesAt }) => closesAt === undefined,
    )
    expect(await course.answer(await course.request('Gina'))).toMatchObject({ status: 'ENROLLED' })
  })

  test('closing a course cancels those who wait for it, at once', async () => {
    const course = await fullCourse('sculpture', 'Hugo', 'Ines')
    const page = await session.open('#/courses/sculpture')
    await page.getByRole('button', { name: 'Close', exact: true }).click()
    const dialog = question(page, 'Close sculpture?')
    await dialog.getByText('the waitlist (1 student) is cancelled').waitFor()
    await dialog.getByRole('button', { name: 'Close the course' }).click()
    await page.getByRole('dialog', { name: 'Saved' }).waitFor()
    await course.becomes('Ines', undefined)
    expect(await course.status('Hugo')).toBe('ENROLLED')
    expect(await course.ended()).toMatchObject([{ reasons: [{ code: 'COURSE_CLOSED' }] }])
  })

  test("shows one student's whole story, and removes only who has no seat", async () => {
    const course = await fullCourse('story', 'Hans')
    const page = await session.open('#/courses/story')
    await reveal(page)
    await page.getByRole('link', { name: 'Hans' }).click()
    const story = page.getByRole('table', { name: 'Requests and enrollments of this student' })
    await story.getByText('Enrolled in story').waitFor()
    await story.getByText('tests', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Remove' }).click()
    await question(page, 'Remove the student?')
      .getByText(/Withdraw the student there first/)
      .waitFor()
    await page.keyboard.press('Escape')
    await course.withdraw('Hans')
    await story.getByText('Cancelled in story: withdrawn').waitFor()
    await page.getByRole('button', { name: 'Remove' }).click()
    await question(page, 'Remove the student?').getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('heading', { name: 'Students' }).waitFor()
  })

  test('exports who is enrolled and who is not, for a spreadsheet', async () => {
    await fullCourse('export', 'Ida', 'Jan')
    const page = await session.open('#/courses/export')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('export-roster.csv')
    const [header, first] = (await readFile(await download.path(), 'utf8')).split('\r\n')
    expect(header).toBe('\uFEFFName,E-mail,Course,Status,Since,Requested by,Note,Execution')
    expect(first).toMatch(/^Ida,ida@export\.example,export,Enrolled,\d{4}-.*Z,tests,,/)
  })

  test('keeps no customer data in the browser, nor in an address', async () => {
    const page = await session.open('#/requests')
    const list = requestsPage(page)
    await list.newEnrollment.click()
    await list.fill({ name: 'Alison', email: 'alison@example.com', payment: 'Done', course: 'Serverless' })
    await list.enroll.click()
    await page.getByRole('heading', { name: /nrolled in serverless-101/ }).waitFor()
    await page.goto(`${page.url().replace(/#.*/, '')}#/requests`)
    await list.search.fill('alison')
    await list.rows.first().waitFor()
    expect(page.url()).not.toMatch(/alison/i)
    expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toMatch(/alison/i)
  })

  test('sends requests only to its own server, and reports no errors', () => {
    expect(session.complaints).toEqual([])
  })
})
