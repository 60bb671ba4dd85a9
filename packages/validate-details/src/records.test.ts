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
  expect([studentIn(items)?.name.S, courseIn(items)]).toEqual([name, id])
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
