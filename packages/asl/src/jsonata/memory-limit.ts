import type jsonata from 'jsonata'
import { sizeOf } from './size.ts'

/**
 * What a value may take, at eight bytes an element and one a character: measured on AWS, where a list has at most
 * 873,782 numbers, and a text may be doubled 22 times from one character but not 23 times.
 */
export const MAX_BYTES = 6_990_256
export const MAX_ELEMENTS = MAX_BYTES / 8

/** The error of JSONata's own bound on lists. Its text is AWS's: see evaluation-failed.ts. */
export const MEMORY_LIMIT_EXCEEDED = { code: 'D2015', value: MAX_ELEMENTS }

/** JSONata calls what is bound under this name with the result of every part of an expression. */
const ON_RESULT = Symbol.for('jsonata.__evaluate_exit')

/** Refuses every value on the way to a result that is too large. It slows an evaluation: short ones do without. */
export function limitMemory(expression: jsonata.Expression): void {
  const check = (_part: unknown, _input: unknown, _environment: unknown, result: unknown) => {
    const { values, chars } = sizeOf(result)
    if ((values - 1) * 8 + chars > MAX_BYTES) throw { ...MEMORY_LIMIT_EXCEEDED }
  }
  // Its types know names that are texts only.
  expression.assign(ON_RESULT as unknown as string, check)
}
