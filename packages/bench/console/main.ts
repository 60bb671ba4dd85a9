import { join } from 'node:path'
import { chromiumPath, launchBrowser } from 'e2e/browser'
import type { Browser } from 'playwright-core'
import { courseItem } from 'records'
import { startEnrollLocal } from '../shared/enroll-local.ts'
import { addStudents, enrollMany } from '../shared/enroll-many.ts'
import { growth } from '../shared/growth.ts'
import { type Client, createClient } from '../shared/http-client.ts'
import { median } from '../shared/measure.ts'
import { putItems } from '../shared/operations.ts'
import { report } from '../shared/report.ts'
import { withScratch } from '../shared/scratch.ts'
import { size } from '../shared/size.ts'
import { emailOf, STEPS } from './steps.ts'

/** What somebody waits for in the console, by how many requests there are: in a real browser, whose cache is empty. */
const SIZES = [size(100, 60), size(10_000, 80)]
const SAMPLES = size(5, 1)
const AT_A_TIME = 50
const COURSES = ['maths-1', 'maths-2']
const TITLE = 'The console, by the number of requests'

if (chromiumPath === undefined) report({ title: TITLE, columns: [], rows: [], note: 'Not measured: no Chromium.' })
else
  await withScratch(async (directory) => {
    const local = await startEnrollLocal(join(directory, 'data'))
    const client = createClient(local.url, AT_A_TIME)
    const browser = await launchBrowser()
    try {
      await putItems(
        client,
        COURSES.map((id) => courseItem({ id, title: id, seats: 100_000 })),
      )
      const measured: Record<string, number>[] = []
      let requests = 0
      for (const wanted of SIZES) {
        await enrollStudents(client, requests, wanted)
        requests = wanted
        measured.push(await measurePages(browser, local.url))
      }
      report({
        title: TITLE,
        ...growth(SIZES, measured),
        note: `Milliseconds, median of ${SAMPLES} pages, until what is looked for is visible.`,
      })
    } finally {
      client.close()
      await browser.close()
      await local.stop()
    }
  })

/** All in two courses, from the student `first` on. */
async function enrollStudents(client: Client, first: number, end: number): Promise<void> {
  const emails = Array.from({ length: end - first }, (_, n) => emailOf(first + n))
  await addStudents(client, emails)
  const half = Math.ceil(emails.length / 2)
  await enrollMany(client, COURSES[0] ?? '', emails.slice(0, half), AT_A_TIME)
  await enrollMany(client, COURSES[1] ?? '', emails.slice(half), AT_A_TIME)
}

async function measurePages(browser: Browser, url: string): Promise<Record<string, number>> {
  const samples: Record<string, number>[] = []
  for (let n = 0; n < SAMPLES; n++) {
    const context = await browser.newContext()
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    const times: Record<string, number> = {}
    for (const [step, take] of Object.entries(STEPS)) {
      const began = performance.now()
      await take(page, url)
      times[step] = performance.now() - began
    }
    samples.push(times)
    await context.close()
  }
  return Object.fromEntries(Object.keys(STEPS).map((step) => [step, median(samples.map((times) => times[step] ?? 0))]))
}
