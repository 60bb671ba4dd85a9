import { accepted, type CheckResult, readField, rejected } from 'kit'

const STATUSES = ['Done', 'Pending']
const MAX_CHARACTERS = 16

/** The value is `Done` or `Pending`, however it was cased. Problems: PAYMENT_MISSING, PAYMENT_INVALID. */
export function checkPayment(input: unknown): CheckResult {
  const payment = readField(input, 'Payment', MAX_CHARACTERS)
  if (payment.kind === 'missing') {
    return rejected('Payment', 'PAYMENT_MISSING', 'Payment is missing: give Done or Pending.')
  }
  const claimed = payment.kind === 'text' ? payment.text.toLowerCase() : null
  const status = STATUSES.find((known) => known.toLowerCase() === claimed)
  if (status === undefined) {
    return rejected('Payment', 'PAYMENT_INVALID', 'Payment is not a payment status: expected Done or Pending.')
  }
  return accepted('Payment', status)
}
