import type { Page } from 'playwright-core'

export function emailOf(student: number): string {
  return `s${student}@example.com`
}

/** Steps on one page, by what is waited for: each begins where the one before it ended. */
export const STEPS: Readonly<Record<string, (page: Page, url: string) => Promise<unknown>>> = {
  'first view: the newest 50 requests': async (page, url) => {
    await page.goto(`${url}/console/`)
    await page.getByRole('table', { name: 'Requests, newest first' }).getByRole('row').nth(1).waitFor()
  },
  'the 50 before them': async (page) => {
    await page.getByRole('button', { name: 'Older' }).click()
    await pager(page, '51–').waitFor()
  },
  'all that are enrolled, by the filter': async (page) => {
    await page.getByRole('radio', { name: 'Enrolled' }).check({ force: true })
    await pager(page, ' of ').waitFor()
  },
  'one student, by the search for an address': async (page) => {
    await page.getByRole('radio', { name: 'All' }).check({ force: true })
    await page.getByRole('searchbox').fill(emailOf(7))
    await pager(page, '1–1 of 1').waitFor()
  },
}

/** Says which of the requests are shown, once they are. */
function pager(page: Page, text: string) {
  return page.getByRole('navigation', { name: 'Pages' }).getByRole('status').filter({ hasText: text })
}
