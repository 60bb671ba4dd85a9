import type { ChoiceState, FailState, WaitState } from 'asl'
import { jsonata } from './jsonata.ts'

/** `$conflicts` counts the transactions that were cancelled one after the other. */
export const ONE_MORE_CONFLICT = '{% $conflicts + 1 %}'

/** Waits before the next attempt: longer each time, and jittered, so that those who met do not meet again. */
export function backOff(Next: string, maxSeconds = 300, Assign: NonNullable<WaitState['Assign']> = {}): WaitState {
  return {
    Type: 'Wait',
    Comment: 'Longer each time, and jittered, so that those who met do not meet again',
    Seconds: jsonata(`1 + $floor($random() * $min([${maxSeconds}, $power(2, $min([$conflicts, 9]))]))`),
    Assign,
    Next,
  }
}

/** Nobody is in the way for that long: what was read contradicts itself, and would be read for ever. */
const MAX_CONFLICTS = 20

export const IS_STUCK: ChoiceState['Choices'][number] = {
  Condition: `{% $conflicts > ${MAX_CONFLICTS} %}`,
  Next: 'Stuck',
}

export const stuck: FailState = {
  Type: 'Fail',
  Error: 'RecordsInconsistent',
  Cause: `The same change was cancelled ${MAX_CONFLICTS} times: the records of the course contradict each other. Expected that its course, enrollment and place in line fit together. Run 'enroll verify', then start it again: a redrive would fail again.`,
}
