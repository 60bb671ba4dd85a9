import { courseItem, studentItem } from 'records'
import { expect, test } from 'vitest'
import { courseIn, studentIn } from './records.ts'

const alison = studentItem({ name: 'Alison', email: 'alison@example.com', payment: 'Done' })
const maths = courseItem({ id: 'maths-1', title: 'Maths 1', seats: 1 })

test.each([
  [[alison, maths], 'Alison', 'maths-1'],
  [[maths, alison], 'Alison', 'maths-1'],
  [[maths], undefined, 'maths-1'],
  [[alison], 'Alison', null],
  [[], undefined, null],
])('distinguishes the student from the course, in any order (%#)', (items, name, id) => {
  expect([studentIn(items)?.name.S, courseIn(items)?.id ?? null]).toEqual([name, id])
})

test.each(['name', 'email', 'payment'])(
  'a record without %s is damaged, and its error quotes nothing of it',
  (lost) => {
    const { [lost]: _, ...rest } = alison
    for (const record of [rest, { ...rest, [lost]: { N: '5' } }]) {
      expect(() => studentIn([record])).toThrow(expect.objectContaining({ name: 'RecordDamaged' }))
      expect(() => studentIn([record])).not.toThrow(/alison/i)
    }
  },
)

test.each([
  { opensAt: { S: 'on Friday' } },
  { closesAt: { S: '2026-03-01T09:00:00' } },
  { closesAt: { S: '2026-13-01T09:00:00Z' } },
  { closesAt: { N: '5' } },
  { paymentHours: { N: '-1' } },
  { paymentHours: { S: 'two' } },
])('a course with a setting that cannot be read is damaged: %j', (setting) => {
  expect(() => courseIn([{ ...maths, ...setting }])).toThrow(expect.objectContaining({ name: 'RecordDamaged' }))
})

test('a course without dates is always open', () => {
  const { opensAtMs, closesAtMs, paymentHours } = courseIn([{ pk: maths.pk, sk: maths.sk }]) ?? {}
  expect(opensAtMs).toBeLessThan(0)
  expect(closesAtMs).toBeGreaterThan(Date.parse('9999-01-01T00:00:00Z'))
  expect(paymentHours).toBe(0)
})
