import { checkResult, lambda } from 'kit'
import * as v from 'valibot'
import { checkName } from './check-name.ts'

/** Input: the enrollment request as it came, any JSON. Output: the name in the form in which names are compared. */
export const handler = lambda(
  {
    name: 'check-name',
    input: v.unknown(),
    output: checkResult,
    summary: ({ field, problems }) => ({ field, problems: problems.map(({ code }) => code) }),
  },
  checkName,
)
