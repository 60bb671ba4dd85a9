import { lambda } from 'kit'
import { decision, details } from './details.ts'
import { validateDetails } from './validate-details.ts'

/** Input: the check results and what FindRecords found. Output: to enroll whom in which course, or all reasons not to. */
export const handler = lambda(
  {
    name: 'validate-details',
    input: details,
    output: decision,
    summary: ({ enroll, reasons }) => ({ enroll, reasons: reasons.map(({ code }) => code) }),
    execution: (input) => input.execution,
  },
  validateDetails,
)
