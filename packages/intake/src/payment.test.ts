import { expect, test } from 'vitest'
import { paymentOf } from './payment.ts'

test.each(['Done', 'PAID', ' yes ', 'Y', 'TRUE', 'x', '1', '✓', 'Ja', 'WAHR', 'bezahlt'])('%s is paid', (cell) => {
  expect(paymentOf(cell)).toBe('Done')
})

test.each(['Pending', 'unpaid', 'NO', 'n', 'False', '0', 'not paid', 'open', 'nein', 'offen'])('%s is not', (cell) => {
  expect(paymentOf(cell)).toBe('Pending')
})

test.each(['', ' ', 'maybe', 'constructor', 'paid?', '-'])('%j is neither', (cell) => {
  expect(paymentOf(cell)).toBeUndefined()
})
