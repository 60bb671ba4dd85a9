import { checkResult } from 'kit'
import type { StoredItem } from 'records'
import * as v from 'valibot'

/** Whatever its attributes are: what is read of them is looked at where it is read. */
const item: v.GenericSchema<unknown, StoredItem> = v.any()

/** What ValidateDetails is given: never the request itself, which may be as large as a payload can be. */
export const details = v.object({
  /** By the fields that they are about, in the order in which reasons are given. These three are compared with the record. */
  checks: v.objectWithRest({ Name: checkResult, Email: checkResult, Payment: checkResult }, checkResult),
  /** The id of the course that is asked for; false for what cannot be one. */
  course: v.union([v.string(), v.literal(false)]),
  /** What FindRecords found of the student and the course, as DynamoDB has it. */
  records: v.array(item),
  /** False where FindRecords got only a part of what it asked for. */
  complete: v.boolean(),
  /** When the execution started, for rules that go by the date: a redrive decides by the same one. */
  startedAt: v.string(),
  /** The ARN of the execution, for the log. */
  execution: v.string(),
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
