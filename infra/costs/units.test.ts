import { expect, test } from 'vitest'
import { unitsOf } from './units.ts'

const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } })
const COURSE = { Update: { Key: key('COURSE#maths-1', 'COURSE') } }
const ENROLLMENT = { Put: { Item: key('COURSE#maths-1', 'STUDENT#a') } }
const PLACE = { Delete: { Key: key('COURSE#maths-1', 'WAIT#1') } }
const RECORD = { ConditionCheck: { Key: key('STUDENT#a', 'RECORD') } }

test('each item of a transaction takes two write units, and one more where it is written in the index', () => {
  const TransactItems = [COURSE, ENROLLMENT, PLACE, RECORD]
  expect(unitsOf('transactWriteItems', { TransactItems }, true)).toEqual({ write: 8 + 2, read: 0 })
})

test('a transaction that is cancelled takes its units, and none in the index', () => {
  expect(unitsOf('transactWriteItems', { TransactItems: [COURSE, RECORD] }, false)).toEqual({ write: 4, read: 0 })
})

test('each item that is read together takes two read units; others one, and half of one in the index', () => {
  const Get = { Key: key('STUDENT#a', 'RECORD') }
  expect(unitsOf('transactGetItems', { TransactItems: [{ Get }, { Get }] }, true).read).toBe(4)
  expect(unitsOf('batchGetItem', { RequestItems: { table: { Keys: [1, 2] } } }, true).read).toBe(2)
  expect(unitsOf('getItem', {}, true).read).toBe(1)
  expect(unitsOf('query', {}, true).read).toBe(1)
  expect(unitsOf('query', { IndexName: 'gsi1' }, true).read).toBe(0.5)
})

test('a wait stores its token in the enrollment, which is in the index; a payment is noted in a record, which is not', () => {
  expect(unitsOf('updateItem.waitForTaskToken', ENROLLMENT.Put, true).write).toBe(2)
  expect(unitsOf('updateItem', RECORD.ConditionCheck, true).write).toBe(1)
})

test('what is no request to the table takes nothing', () => {
  expect(unitsOf('startExecution', { StateMachineArn: 'arn' }, true)).toEqual({ write: 0, read: 0 })
})
