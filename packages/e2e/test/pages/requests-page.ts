import type { Page } from 'playwright-core'

/** The list of requests. */
export function requestsPage(page: Page) {
  const table = page.getByRole('table', { name: 'Requests, newest first' })
  const dialog = page.getByRole('dialog', { name: 'New enrollment' })
  return {
    rows: table.locator('tbody').getByRole('row'),
    row: (text: string) => table.getByRole('row').filter({ hasText: text }),
    search: page.getByRole('searchbox', { name: 'Search by name, e-mail, course, reason or execution' }),
    answer: (name: string) => page.getByRole('radio', { name }),
    course: page.getByRole('combobox', { name: 'Course', exact: true }),
    older: page.getByRole('button', { name: 'Older' }),
    newer: page.getByRole('button', { name: 'Newer' }),
    newEnrollment: page.getByRole('button', { name: 'New enrollment' }),
    dialog,
    enroll: dialog.getByRole('button', { name: 'Enroll' }),
    /** Fills in the form as a person does: no JSON. */
    async fill({ name, email, payment, course }: { name: string; email: string; payment: string; course: string }) {
      await dialog.getByLabel('Name', { exact: true }).fill(name)
      await dialog.getByLabel('E-mail', { exact: true }).fill(email)
      await dialog.getByLabel('Payment').selectOption(payment)
      await dialog.getByRole('combobox', { name: 'Course' }).fill(course)
      await page.getByRole('listbox').getByRole('option').first().click()
    },
    /** Opens the JSON behind the form. */
    async json() {
      await dialog.getByText('Advanced', { exact: true }).click()
      return dialog.getByRole('textbox', { name: 'Input as JSON' })
    },
  }
}
