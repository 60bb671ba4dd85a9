import { expect, test } from 'vitest'
import { columnsIn, missingColumns, unknownHeadings } from './columns.ts'

test.each([
  [['Name', 'Email', 'Payment', 'Course']],
  [['STUDENT', 'E-MAIL', 'PAID', 'COURSE']],
  [[' full name ', 'mail', 'Paid?', 'course id']],
  [['Student name', 'E-Mail-Adresse', 'Payment_Status', 'Course-ID']],
  [['Teilnehmer', 'email address', 'bezahlt', 'Kurs']],
])('%j are recognised', (headings) => {
  expect(columnsIn(headings)).toEqual({ name: 0, email: 1, payment: 2, course: 3 })
})

test('first and last name are two columns, and "Name" beside a first name is the last one', () => {
  expect(columnsIn(['First name', 'Last name'])).toEqual({ firstName: 0, lastName: 1 })
  expect(columnsIn(['Name', 'Vorname'])).toEqual({ lastName: 0, firstName: 1 })
  expect(columnsIn(['Full name', 'First name'])).toMatchObject({ name: 0 })
})

test('a reason is ours only in a file that counts attempts, and then the last one', () => {
  expect(columnsIn(['Reason'])).toEqual({})
  expect(columnsIn(['Reason', 'Reason', 'Attempt'])).toEqual({ reason: 1, attempt: 2 })
})

test('missing columns are named as a file may have them', () => {
  expect(missingColumns({ email: 0, firstName: 1 })).toEqual([
    'Name (or Student, Full name, First name and Last name)',
    'Paid (or Payment)',
    'Course (or give one course for all rows)',
  ])
  expect(missingColumns({ firstName: 0, lastName: 1, email: 2, payment: 3 }, 'maths-1')).toEqual([])
})

test('headings that are not read are listed once', () => {
  const headings = ['Name', 'Notes ', 'Notes', '', 'Constructor']
  expect(unknownHeadings(headings, columnsIn(headings))).toEqual(['Notes', 'Constructor'])
})
