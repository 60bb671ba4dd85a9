import { checkLedger, courseItem, courseOf, enrollmentOf, ledgerOf, placeInLineOf, sortKeyPrefix } from 'records'
import { expect, test } from 'vitest'
import { peopleInLine } from './people.ts'

test('a line that is written for the benchmark has nothing that does not fit together', () => {
  const items = peopleInLine('maths-1', 3)
  const enrollments = items.filter(({ status }) => status !== undefined).map(enrollmentOf)
  const places = items.filter(({ sk }) => sk !== undefined && 'S' in sk && sk.S.startsWith(sortKeyPrefix.waiting))
  const course = courseItem({ id: 'maths-1', title: 'Maths', seats: 0, waitlist: 10 })
  const ledger = ledgerOf(courseOf({ ...course, waiting: { N: '3' } }), enrollments)
  expect(ledger).toMatchObject({ countedTaken: 0, countedWaiting: 3 })
  expect(checkLedger(ledger, enrollments, places.map(placeInLineOf))).toEqual([])
})
