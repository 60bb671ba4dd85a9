import { expect, test } from 'vitest'
import { checkPayment } from './check-payment.ts'

test.each([
  ['Done', 'Done'],
  ['Pending', 'Pending'],
  [' done ', 'Done'],
  ['PENDING', 'Pending'],
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
