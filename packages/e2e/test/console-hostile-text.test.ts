import { readFile } from 'node:fs/promises'
import { StartExecutionCommand } from '@aws-sdk/client-sfn'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { chromiumPath } from './browser.ts'
import { type ConsoleSession, startConsoleSession } from './console-session.ts'
import { runText, STATE_MACHINE } from './executions.ts'
import { putHostileCourse } from './hostile-course.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'
import { FORMULAS, formulasIn, spreadsheetCells, unguarded } from './spreadsheet-cells.ts'

/** Each runs something, or makes an element, where it is taken for markup. */
const MARKUP = [
  '<img src=x onerror=window.hit=1>',
  '<script>window.hit=1</script>',
  '"><svg onload=window.hit=1>',
  '<iframe srcdoc="<script>parent.hit=1</script>"></iframe>',
  'javascript:window.hit=1',
]
const [IMAGE = ''] = MARKUP

describe.skipIf(chromiumPath === undefined)('texts that are markup or formulas', () => {
  let session: ConsoleSession
  let server: ServedConsole
  let page: Page
  let cancelled: string
  let failed: string
  beforeAll(async () => {
    session = await startConsoleSession()
    server = await serveConsole(session.emulator.url, '--read-write')
    await putHostileCourse(session.dynamodb, 'markup', MARKUP)
    await putHostileCourse(session.dynamodb, 'formulas', FORMULAS)
    const request = (Name: string) => ({
      Name,
      Email: `${IMAGE}@x.example`,
      Payment: IMAGE,
      Course: IMAGE,
      RequestedBy: IMAGE,
      [IMAGE]: IMAGE,
    })
    const nameOf = (arn = '') => arn.split(':').at(-1) ?? ''
    for (const text of MARKUP)
      cancelled = nameOf((await runText(session.sfn, JSON.stringify(request(text)))).executionArn)
    const withdrawal = STATE_MACHINE.replace(stateMachines.enrollment, stateMachines.withdrawal)
    const input = JSON.stringify({ Email: `${IMAGE}@x.example`, Course: 'markup', Reason: IMAGE, RequestedBy: IMAGE })
    await session.sfn.send(new StartExecutionCommand({ stateMachineArn: withdrawal, input }))
    // A cause is a text of anybody too.
    failed = nameOf((await runText(session.sfn, JSON.stringify({ ...request('throws'), Note: IMAGE }))).executionArn)
    page = await session.open('', { base: server.url })
    await page.getByRole('button', { name: 'Reveal names' }).click()
  })
  afterAll(async () => {
    await server?.stop()
    await session?.close()
  })

  /** What the page has made of the texts: nothing but text. */
  const harm = () =>
    page.evaluate(`(() => {
      const planted = 'script:not([src]), iframe, object, embed, img[src="x"], svg[onload], [onerror], a[href^="javascript:"]'
      return [window.hit, ...Array.from(document.querySelectorAll(planted), (element) => element.outerHTML)].filter(Boolean)
    })()`)
  const shows = async (hash: string, text = IMAGE) => {
    await page.goto(`${server.url}/console/${hash}`)
    await page.getByText(text).filter({ visible: true }).first().waitFor()
    expect(await harm()).toEqual([])
  }
  const saved = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()])
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') }
  }

  test('control: what is taken for markup is found', async () => {
    await page.evaluate(
      `document.body.insertAdjacentHTML('beforeend', '<p id="planted"><img src="x" onerror="window.hit=1"></p>')`,
    )
    expect(await harm()).toHaveLength(1)
    await page.evaluate(`document.getElementById('planted').remove()`)
    // The policy of the page did not let the handler run, and reports it.
    expect(session.complaints.splice(0)).not.toEqual([])
  })

  test('are text in the lists of requests, courses, students and workflows', async () => {
    await shows('#/requests')
    await shows('#/courses')
    await shows('#/students')
    await page.goto(`${server.url}/console/#/machines`)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await shows(`#/requests?search=${encodeURIComponent(IMAGE)}`)
    for (const place of ['', 'machines/', 'courses/', 'executions/', 'intake/']) {
      await page.goto('about:blank')
      await page.goto(`${server.url}/console/#/${place}${encodeURIComponent(IMAGE)}`)
      await page.locator('h1, [role=alert]').filter({ visible: true }).first().waitFor()
      expect(await harm()).toEqual([])
    }
  })

  test('are text on the page of a course: title, roster, waitlist, who is not enrolled, and why', async () => {
    await shows('#/courses/markup')
    for (const tab of ['Roster (5)', 'Waitlist (5)', 'Not enrolled (5)']) {
      await page.getByRole('tab', { name: tab }).click()
      for (const text of MARKUP) await page.getByRole('row').filter({ hasText: text }).first().waitFor()
      expect(await harm()).toEqual([])
    }
    await page.getByText(`“${IMAGE}”`).waitFor()
    await page.getByRole('tab', { name: 'Roster (5)' }).click()
    await page.getByRole('row').filter({ hasText: IMAGE }).getByRole('button', { name: 'Withdraw' }).click()
    await page.getByRole('alertdialog').getByText(IMAGE).first().waitFor()
    expect(await harm()).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: IMAGE, exact: true }).first().click()
    await page.getByRole('heading', { name: IMAGE, exact: true }).waitFor()
    await page.getByRole('table', { name: 'Requests and enrollments of this student' }).waitFor()
    expect(await harm()).toEqual([])
  })

  test('are text on the page of an execution, in every view', async () => {
    for (const execution of [cancelled, failed]) {
      for (const view of ['graph', 'timeline', 'steps', 'events']) {
        await shows(`#/executions/${execution}?view=${view}&state=ValidateDetails`)
      }
    }
  })

  test('are text in a spreadsheet and in what is wrong with its rows; its results have no formula', async () => {
    await page.goto(`${server.url}/console/#/intake`)
    const texts = [...MARKUP, ...FORMULAS]
    const cell = (text: string) => `"${text.replaceAll('"', '""')}"`
    const rows = texts.map((text, n) => [text, `${n}@x.example`, 'yes', 'markup', text].map(cell).join(','))
    const wrong = `${cell(IMAGE)},,${cell(IMAGE)},${cell(IMAGE)},x`
    const file = `Name,Email,Paid,Course,${cell(IMAGE)}\r\n${[...rows, wrong].join('\r\n')}\r\n`
    const name = `${IMAGE.replaceAll('/', '')}.csv`
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(file) })
    await page.getByRole('heading', { name }).waitFor()
    await page.getByText(`Not read: ${IMAGE}`).waitFor()
    expect(await harm()).toEqual([])
    await page.getByRole('button', { name: /^Enroll \d+ students$/ }).click()
    await page.getByRole('heading', { name: 'Results' }).waitFor()
    expect(await harm()).toEqual([])
    for (const link of ['Results', /^Rejected rows/]) {
      const written = spreadsheetCells((await saved(link, 'link')).text)
      expect(formulasIn(written)).toEqual([])
      expect(written.flat().map(unguarded)).toEqual(expect.arrayContaining([IMAGE, '+1+1', '@SUM(1)']))
    }
  })

  test('are no formula in what is exported of a course, and are there as they were', async () => {
    await page.goto(`${server.url}/console/#/courses/formulas`)
    for (const [tab, file] of [
      ['Roster (8)', 'roster'],
      ['Waitlist (8)', 'waitlist'],
      ['Not enrolled (8)', 'ended'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click()
      const exported = await saved('Export as CSV')
      expect(exported.name).toBe(`formulas-${file}.csv`)
      const [, ...rows] = spreadsheetCells(exported.text)
      expect(formulasIn(rows)).toEqual([])
      expect(rows.map(([name = '']) => unguarded(name)).sort()).toEqual(FORMULAS.toSorted())
      expect(rows.map((cells) => unguarded(cells[5] ?? '')).sort()).toEqual(FORMULAS.toSorted())
      if (file === 'ended') expect(rows.map((cells) => unguarded(cells[6] ?? '')).sort()).toEqual(FORMULAS.toSorted())
    }
  })

  test('sends requests only to its own server, and reports no errors', () => {
    expect(session.complaints).toEqual([])
  })
})
