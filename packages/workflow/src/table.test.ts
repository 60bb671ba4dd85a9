import { expect, test } from 'vitest'
import { courseItem, sampleItems, studentItem } from './table.ts'

test('a student record is kept under its address', () => {
  expect(studentItem({ name: 'Alison', email: 'alison@example.com', payment: 'Done' })).toEqual({
    pk: { S: 'STUDENT#alison@example.com' },
    sk: { S: 'RECORD' },
    name: { S: 'Alison' },
    email: { S: 'alison@example.com' },
    payment: { S: 'Done' },
  })
})

test('a new course has all its seats free', () => {
  expect(courseItem({ id: 'maths-1', title: 'Maths', seats: 3 })).toMatchObject({
    pk: { S: 'COURSE#maths-1' },
    sk: { S: 'COURSE' },
    seats: { N: '3' },
    seatsTaken: { N: '0' },
  })
})

test('the samples are the students of the article and the default course', () => {
  expect(sampleItems.map((item) => Object.values(item.pk ?? {})[0])).toEqual([
    'STUDENT#alison@example.com',
    'STUDENT#john@example.com',
    'STUDENT#mike@example.com',
    'STUDENT#ross@example.com',
    'COURSE#serverless-101',
  ])
})
