import { lambda } from 'kit'
import { decision, details } from './details.ts'
import { validateDetails } from './validate-details.ts'

/** Input: the check results and what FindRecords found. Output: to enroll whom in which course, or to hold a seat, or all reasons not to. */
export const handler = lambda(
  {
    name: 'validate-details',
    input: details,
    output: decision,
    summary: ({ enroll, hold, reasons }) => ({ enroll, hold, reasons: reasons.map(({ code }) => code) }),
    execution: (input) => input.execution,
  },
  validateDetails,
)
