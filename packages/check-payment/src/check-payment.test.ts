import { expect, test } from 'vitest'
import { checkPayment } from './check-payment.ts'

test.each([
  ['Done', 'Done'],
  ['Pending', 'Pending'],
  [' done ', 'Done'],
  ['PENDING', 'Pending'],
  ['\ufeffDone\u00a0\u200b', 'Done'],
])('%j is %s', (payment, value) => {
  expect(checkPayment({ Payment: payment })).toEqual({ field: 'Payment', value, problems: [] })
})

test.each([{}, { Payment: null }, { Payment: '' }, { payment: 'Done' }, [], null, 'Done'])(
  'in %j the payment status is missing',
  (input) => {
    expect(checkPayment(input)).toMatchObject({ value: null, problems: [{ code: 'PAYMENT_MISSING' }] })
  },
)

test.each(['Paid', 'D\u0000one', 'ＤＯＮＥ'.repeat(9), true, 1, ['Done'], { status: 'Done' }])(
  '%j is no payment status',
  (payment) => {
    expect(checkPayment({ Payment: payment })).toMatchObject({ value: null, problems: [{ code: 'PAYMENT_INVALID' }] })
  },
)

test.each([
  ['Paid', 'is neither Done nor Pending'],
  ['Done!', 'contains U+0021 (exclamation mark)'],
  ['Do\u200bne', 'contains U+200B (zero width space)'],
  [true, 'is true or false, not text'],
  ['x'.repeat(17), 'is longer than 16 characters'],
])('what is wrong with %j is said without quoting it', (payment, problem) => {
  const message = `Payment ${problem}. Expected Done if the course is paid, otherwise Pending.`
  expect(checkPayment({ Payment: payment }).problems).toMatchObject([{ message }])
})
