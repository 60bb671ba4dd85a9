import type { Page } from 'playwright-core'

/** The list of executions. */
export function executionsPage(page: Page) {
  const table = page.getByRole('table', { name: 'Executions, newest first' })
  return {
    rows: table.locator('tbody').getByRole('row'),
    row: (text: string) => table.getByRole('row').filter({ hasText: text }),
    search: page.getByRole('searchbox', { name: 'Search by execution name, e-mail or course' }),
    status: (name: string) => page.getByRole('radio', { name }),
    older: page.getByRole('button', { name: 'Older' }),
    newer: page.getByRole('button', { name: 'Newer' }),
    newEnrollment: page.getByRole('button', { name: 'New enrollment' }),
    dialog: page.getByRole('dialog', { name: 'New enrollment' }),
  }
}
