import { checkResult } from 'kit'
import type { StoredItem } from 'records'
import * as v from 'valibot'

/** An item with any attributes: they are validated where they are read. */
const item: v.GenericSchema<unknown, StoredItem> = v.any()

/** The input of ValidateDetails: never the request itself, which may be as large as a payload can be. */
export const details = v.object({
  /** By the fields that they are about, in the order in which reasons are given. These three are compared with the record. */
  checks: v.objectWithRest({ Name: checkResult, Email: checkResult, Payment: checkResult }, checkResult),
  /** The id of the course that is asked for; false for what cannot be one. */
  course: v.union([v.string(), v.literal(false)]),
  /** The student record and the course as far as FindRecords found them, in DynamoDB's JSON. */
  records: v.array(item),
  /** False if FindRecords received only some of the records. */
  complete: v.boolean(),
  /** When the execution started, for rules that depend on the date: a redrive uses the same one. */
  startedAt: v.string(),
  /** The ARN of the execution, for the log. */
  execution: v.string(),
})
export type Details = v.InferOutput<typeof details>

export const reason = v.object({ code: v.string(), field: v.string(), message: v.string() })
export type Reason = v.InferOutput<typeof reason>

export const decision = v.object({
  enroll: v.boolean(),
  /** To hold a seat until the payment arrives: both sides say that it is on its way. */
  hold: v.boolean(),
  /** Null where the requested course is not one of the provider's. */
  course: v.nullable(v.string()),
  /** As the record spells them. Null where no record matched. */
  student: v.nullable(v.object({ name: v.string(), email: v.string() })),
  reasons: v.array(reason),
})
export type Decision = v.InferOutput<typeof decision>
