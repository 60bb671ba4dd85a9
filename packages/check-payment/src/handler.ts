import { checkResult, lambda } from 'kit'
import * as v from 'valibot'
import { checkPayment } from './check-payment.ts'

/** Input: the enrollment request as it came, any JSON. Output: the payment status as records spell it. */
export const handler = lambda(
  {
    name: 'check-payment',
    input: v.unknown(),
    output: checkResult,
    summary: ({ field, problems }) => ({ field, problems: problems.map(({ code }) => code) }),
  },
  checkPayment,
)
