import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { renderCourses, renderListed, renderRecord } from './render-list.ts'

const item = (name: string, durationMs = 123_456) => ({
  executionArn: '',
  stateMachineArn: '',
  name,
  status: 'SUCCEEDED' as const,
  startDate: new Date('2026-11-23T06:00:00.123Z'),
  stopDate: new Date(Date.parse('2026-11-23T06:00:00.123Z') + durationMs),
})

test('an execution with a generated name has a line of its own within 80 columns', () => {
  const line = renderListed(item('6f2c1f0e-9d1b-4a55-8f43-0d5d6c1b7a11'))
  expect(line).toBe('SUCCEEDED  2026-11-23T06:00:00Z 123456 ms  6f2c1f0e-9d1b-4a55-8f43-0d5d6c1b7a11')
  expect(line.length).toBeLessThanOrEqual(80)
})

test('the longest name is on a line of its own, the longest duration is in seconds', () => {
  const lines = renderListed(item('n'.repeat(80), 31_536_000_000)).split('\n')
  expect(lines).toEqual(['SUCCEEDED  2026-11-23T06:00:00Z 31536000 s', 'n'.repeat(80)])
})

test('a running execution has no duration', () => {
  expect(renderListed({ ...item('one'), status: 'RUNNING', stopDate: undefined })).toBe(
    'RUNNING    2026-11-23T06:00:00Z            one',
  )
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
