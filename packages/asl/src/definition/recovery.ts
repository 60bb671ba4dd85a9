import type { Catch, Recovery, Retry } from '../program.ts'
import type { Cursor } from './cursor.ts'
import { exitFields, type TransformingFields } from './exit.ts'
import { optional, readFields, required } from './fields.ts'
import { integer, list, MAX_SECONDS, nonEmpty, number, oneOf, text } from './readers.ts'
import { refusalOf } from './refusal.ts'

export interface RecoveringFields {
  Retry?: readonly Retrier[]
  Catch?: readonly Catcher[]
}

export interface Retrier {
  Comment?: string
  ErrorEquals: readonly string[]
  IntervalSeconds?: number
  MaxAttempts?: number
  BackoffRate?: number
  MaxDelaySeconds?: number
  JitterStrategy?: 'FULL' | 'NONE'
}

export interface Catcher extends TransformingFields {
  Comment?: string
  ErrorEquals: readonly string[]
  Next: string
}

/** "must be greater than 0 and less than 31622400" (developer guide). */
const MAX_DELAY_SECONDS = 31_622_399

const RETRIER = {
  Comment: optional(text),
  ErrorEquals: required(nonEmpty(list(text))),
  IntervalSeconds: optional(integer({ min: 1, max: MAX_SECONDS })),
  MaxAttempts: optional(integer({ min: 0, max: MAX_SECONDS })),
  BackoffRate: optional(number({ min: 1, max: Number.MAX_VALUE })),
  MaxDelaySeconds: optional(integer({ min: 1, max: MAX_DELAY_SECONDS })),
  JitterStrategy: optional(oneOf('FULL', 'NONE')),
}

const CATCHER = {
  Comment: optional(text),
  ErrorEquals: required(nonEmpty(list(text))),
  Next: required(text),
  ...exitFields('errorOutput'),
}

/** The fields of a state that deals with failures, besides those of its exit. */
export const RECOVERING = { Retry: optional(list(retrier)), Catch: optional(list(catcher)) }

export function recoveryOf({
  Retry = [],
  Catch = [],
}: {
  Retry: readonly Retry[] | undefined
  Catch: readonly Catch[] | undefined
}): Recovery {
  return { retry: Retry, catch: Catch }
}

/** Defaults: developer guide, "Retrying after an error". */
function retrier(value: unknown, cursor: Cursor, isLast: boolean): Retry | undefined {
  const fields = readFields(RETRIER, value, cursor)
  if (fields === undefined) return undefined
  checkErrors(fields.ErrorEquals, cursor, isLast)
  return {
    errorEquals: fields.ErrorEquals,
    intervalSeconds: fields.IntervalSeconds ?? 1,
    maxAttempts: fields.MaxAttempts ?? 3,
    backoffRate: fields.BackoffRate ?? 2,
    maxDelaySeconds: fields.MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
    fullJitter: fields.JitterStrategy === 'FULL',
  }
}

function catcher(value: unknown, cursor: Cursor, isLast: boolean): Catch | undefined {
  const fields = readFields(CATCHER, value, cursor, (field) => refusalOf(field, cursor.scope.jsonata))
  if (fields === undefined) return undefined
  const { ErrorEquals: errorEquals, Next: next, Output: output, Assign: assign } = fields
  checkErrors(errorEquals, cursor, isLast)
  return { errorEquals, next, output, assign }
}

function checkErrors(names: readonly string[] | undefined, cursor: Cursor, isLast: boolean): void {
  if (names?.includes('States.ALL') && (names.length > 1 || !isLast)) {
    cursor.at('ErrorEquals').refuse('States.ALL must appear alone and at end of list')
  }
}
