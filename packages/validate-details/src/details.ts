import { checkResult } from 'kit'
import * as v from 'valibot'

/** What ValidateDetails is given: never the request itself, which may be as large as a payload can be. */
export const details = v.object({
  name: checkResult,
  email: checkResult,
  payment: checkResult,
  /** As requested: null where it was left out, false where it is no text. */
  course: v.union([v.string(), v.null(), v.literal(false)]),
  /** The ARN of the execution, for the log. */
  execution: v.pipe(v.string(), v.maxLength(2048)),
})
export type Details = v.InferOutput<typeof details>

export const reason = v.object({ code: v.string(), field: v.string(), message: v.string() })
export type Reason = v.InferOutput<typeof reason>

export const decision = v.object({
  enroll: v.boolean(),
  /** Null where the requested course is not one of the provider's. */
  course: v.nullable(v.string()),
  /** As the record spells them. Null where no record matched. */
  student: v.nullable(v.object({ name: v.string(), email: v.string() })),
  reasons: v.array(reason),
})
export type Decision = v.InferOutput<typeof decision>
