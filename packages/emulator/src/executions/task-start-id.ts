import { createHash } from 'node:crypto'
import type { StartNote } from './execution-record.ts'

/**
 * Identifies what one task of one execution starts, in the form of a UUID. The same when the task runs again after a
 * crash, so that it finds what it has started; another one when the task is retried.
 */
export function taskStartId({ arn, seed }: Pick<StartNote, 'arn' | 'seed'>, task: number): string {
  const hex = createHash('sha256').update(`${seed}#${arn}#${task}`).digest('hex')
  const [a, b, c, d, e] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 15), hex.slice(15, 18), hex.slice(18, 30)]
  return `${a}-${b}-4${c}-8${d}-${e}`
}
