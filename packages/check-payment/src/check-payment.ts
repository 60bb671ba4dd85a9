import { accepted, type CheckResult, describeCharacter, readField, rejected } from 'kit'

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
  if (status !== undefined) return accepted('Payment', status)
  const problem = payment.kind === 'text' ? problemOf(payment.text) : payment.problem
  return rejected(
    'Payment',
    'PAYMENT_INVALID',
    `Payment ${problem}. Expected Done if the course is paid, otherwise Pending.`,
  )
}

function problemOf(text: string): string {
  const [unexpected] = /[^a-z]/iu.exec(text) ?? []
  return unexpected === undefined ? 'is neither Done nor Pending' : `contains ${describeCharacter(unexpected)}`
}
