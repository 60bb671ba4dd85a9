import { type ColumnRole, missingColumns } from './columns.ts'
import { type CsvRow, csvRows, isBlank } from './csv.ts'
import { ATTEMPT_EXPECTED, attemptOf, type Draft } from './draft.ts'
import type { CsvFormat } from './file-format.ts'
import { IntakeError } from './intake-error.ts'
import { PAYMENT_WORDS, paymentOf } from './payment.ts'
import type { Problem, RowOptions } from './row.ts'

/** The rows of a spreadsheet, without the headings and without blank ones. */
export async function* csvDrafts(
  text: AsyncIterable<string>,
  format: CsvFormat,
  options: RowOptions,
): AsyncGenerator<Draft> {
  const missing = missingColumns(format.columns, options.course)
  if (missing.length > 0) {
    throw new IntakeError(`The file lacks ${missing.length === 1 ? 'a column' : 'columns'}: ${missing.join(', ')}.`)
  }
  for await (const row of csvRows(text, format.delimiter)) {
    if (row.row > format.headingRow && !isBlank(row.cells)) yield draftOf(row, format, options)
  }
}

function draftOf({ row, line, cells }: CsvRow, { columns, headings }: CsvFormat, options: RowOptions): Draft {
  const problems: Problem[] = []
  const cell = (role: ColumnRole) => (cells[columns[role] ?? -1] ?? '').trim()
  const heading = (role: ColumnRole, usual: string) => headings[columns[role] ?? -1]?.trim() || usual
  const expect = (valid: boolean, role: ColumnRole, usual: string, message: string) => {
    if (!valid) problems.push({ column: heading(role, usual), message })
  }

  if (!isBlank(cells.slice(headings.length))) {
    const message = `has ${cells.length} cells, the headings are ${headings.length}: expected a cell that contains the delimiter to be quoted`
    problems.push({ message })
  }
  const name = columns.name === undefined ? `${cell('firstName')} ${cell('lastName')}`.trim() : cell('name')
  const email = cell('email')
  const payment = paymentOf(cell('payment'))
  const course = cell('course') || options.course?.trim() || ''
  const requestedBy = cell('requestedBy') || options.requestedBy
  const attempt = attemptOf(cell('attempt'))
  expect(
    name !== '',
    columns.name === undefined ? 'firstName' : 'name',
    'Name',
    'is blank: expected the name of the student',
  )
  expect(email !== '', 'email', 'Email', 'is blank: expected the e-mail address of the student')
  expect(
    payment !== undefined,
    'payment',
    'Paid',
    `is ${cell('payment') === '' ? 'blank' : 'no payment status'}: expected ${PAYMENT_WORDS}`,
  )
  expect(course !== '', 'course', 'Course', 'is blank: expected the id of a course, or one course for all such rows')
  expect(
    [...(requestedBy ?? '')].length <= 100,
    'requestedBy',
    'RequestedBy',
    'is too long: expected at most 100 characters',
  )
  expect(attempt !== undefined, 'attempt', 'Attempt', ATTEMPT_EXPECTED)

  return {
    row,
    line,
    cells,
    student: { name, email, course },
    attempt: attempt ?? 1,
    request: { Name: name, Email: email, Payment: payment, Course: course, RequestedBy: requestedBy },
    problems,
  }
}
