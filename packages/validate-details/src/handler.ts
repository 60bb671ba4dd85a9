import { lambda } from 'kit'
import { decision, details } from './details.ts'
import { validateDetails } from './validate-details.ts'

/**
 * Input: the three check results and what FindRecords found. Output: whom to enroll in which course, or every reason
 * not to.
 */
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
