import { checkResult, lambda } from 'kit'
import * as v from 'valibot'
import { checkEmail } from './check-email.ts'

/** Input: the enrollment request as it came, any JSON. Output: the address in the form that records are kept under. */
export const handler = lambda(
  {
    name: 'check-email',
    input: v.unknown(),
    output: checkResult,
    summary: ({ field, problems }) => ({ field, problems: problems.map(({ code }) => code) }),
  },
  checkEmail,
)
