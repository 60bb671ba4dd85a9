import { type Machine, statesOf } from './graph/machine.ts'

/** The fields of the article's request, and the course. */
export const ARTICLE_FIELDS: readonly string[] = ['Name', 'Email', 'Payment', 'Course']

/** The fields that a request can have: those that a definition calls the results of its checks by, and the course. */
export function requestFieldsIn(machine: Machine): readonly string[] {
  for (const { Output } of statesOf(machine).values()) {
    const checks = typeof Output === 'object' && Output !== null && 'checks' in Output ? Output.checks : undefined
    if (typeof checks === 'object' && checks !== null) return [...Object.keys(checks), 'Course']
  }
  return ARTICLE_FIELDS
}
