import * as v from 'valibot'

/**
 * One thing that is wrong with a field. `code` is one of the workflow's reason codes; `message` never quotes the input.
 */
export interface Problem {
  code: string
  message: string
}

/** What a check answers, at most 1 KB as JSON: `value` is normalised, and null where there are problems. */
export interface CheckResult {
  field: string
  value: string | null
  problems: Problem[]
}

export const checkResult: v.GenericSchema<unknown, CheckResult> = v.object({
  field: v.string(),
  value: v.nullable(v.string()),
  problems: v.array(v.object({ code: v.string(), message: v.string() })),
})

export function accepted(field: string, value: string): CheckResult {
  return { field, value, problems: [] }
}

export function rejected(field: string, code: string, message: string): CheckResult {
  return { field, value: null, problems: [{ code, message }] }
}
