import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { renderCourses, renderRecord, renderRequests } from './render-list.ts'
import type { ListedAnswer, ListedRequest } from './requests.ts'

const request = (answer: ListedAnswer, fields: Partial<ListedRequest> = {}): ListedRequest => ({
  startedAt: '2026-11-23T06:00:00.123Z',
  name: 'Alison',
  email: 'alison@example.com',
  course: 'maths-1',
  answer,
  reasons: [],
  requestedBy: undefined,
  execution: 'arn',
  ...fields,
})

test('requests are listed with student, course and answer, in words and within 80 columns', () => {
  const cancelled = request('CANCELLED', { reasons: ['NAME_MISMATCH', 'PAYMENT_MISMATCH'], course: undefined })
  const lines = renderRequests([request('ENROLLED'), cancelled, request('RUNNING', { email: undefined })]).split('\n')
  expect(lines[0]).toBe('requested         student             course   answer')
  expect(lines[1]).toMatch(/^2026-11-23 \d\d:00 {2}alison@example\.com {2}maths-1 {2}enrolled$/)
  expect(lines[2]).toMatch(/ {2}- {8}cancelled: the student with this$/)
  expect(lines.at(-1)).toMatch(/ {2}Alison {14}maths-1 {2}being checked$/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})

test('courses are aligned, within 80 columns', () => {
  const title = 'Mathematics for those who have been afraid of it for years, and for their friends'
  const lines = renderCourses([
    { id: 'maths-1', title, seats: 30, taken: 2, free: 28, waiting: 0 },
    { id: 'm'.repeat(50), title: 'M', seats: 1_000_000, taken: 0, free: 1_000_000, waiting: 12 },
  ]).split('\n')
  expect(lines[0]).toMatch(/^ {2}seats taken {4}free wait {2}id +title$/)
  expect(lines[1]).toMatch(/^ {5}30 {5}2 {6}28 {4}0 {2}maths-1 +Mathematics/)
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80)
})

test('names of every script are aligned, within 80 columns', () => {
  const names = ['李小龍', 'מרים כהן', 'محمد بن سلمان', '👩‍👩‍👧 Family', 'ジョン・スミス', 'Zoë', '龍'.repeat(60)]
  const emails = ['李@例え.jp', 'miriam@example.com']
  for (const name of names) {
    for (const email of emails) {
      const [first = '', ...rest] = renderRecord({ name, email, payment: 'Done' }).split('\n')
      if (rest.length === 0) expect(stringWidth(first.slice(0, first.indexOf(name)))).toBe(41)
      for (const line of [first, ...rest]) expect(stringWidth(line)).toBeLessThanOrEqual(80)
    }
  }
})

test('a record keeps to 80 columns, and control characters do not reach the terminal', () => {
  const name = `\u001b[2J${'Maria del Carmen '.repeat(6)}`
  const lines = renderRecord({ name, email: 'maria@example.com', payment: 'Done' })
  expect(lines).not.toContain('\u001b')
  expect(lines).toMatch(/^Done {5}maria@example\.com /)
  for (const line of lines.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
})
