import type { Locator, Page } from 'playwright-core'

export type View = 'Graph' | 'Timeline' | 'Steps' | 'Events'

/** The page of one execution, in the words of those who look at it. */
export function executionPage(page: Page) {
  const panel = page.getByRole('complementary')
  return {
    headline: page.getByRole('heading', { level: 1 }),
    reasons: page.getByRole('list', { name: 'Reasons' }).getByRole('listitem'),
    panel,
    /** A state of the graph. It is named by its name, type and status. */
    state: (name: string, status = '') => page.getByRole('button', { name: new RegExp(`^${name}, \\w+, ${status}`) }),
    /** A step of the timeline. It is named by all that its bars show. */
    row: (name: string) => page.getByRole('list', { name: 'Timeline of the steps' }).getByRole('button', { name }),
    show: (view: View) => page.getByRole('tab', { name: view, exact: true }).click(),
    tab: (name: string | RegExp) => panel.getByRole('tab', { name }).click(),
    value: (label: string): Locator => page.getByRole('region', { name: label, exact: true }),
    fact: (term: string) =>
      page
        .locator('.fact')
        .filter({ has: page.getByText(term, { exact: true }) })
        .getByRole('definition'),
    button: (name: string) => page.getByRole('button', { name, exact: true }),
  }
}

/** JSON as it is shown, as a value. */
export async function jsonOf(locator: Locator): Promise<unknown> {
  return JSON.parse((await locator.textContent()) ?? '')
}
