import type { Signal } from 'asl'
import { text } from '../server/shapes.ts'
import { invalidToken, taskTimedOut } from './errors.ts'
import type { StepFunctionsContext } from './operation.ts'

export const taskToken = text({ min: 1, max: 2048 })

/** Passes on the answer of the holder of a token to the task that waits for it. */
export async function answerTask(
  context: StepFunctionsContext,
  token: string,
  signal: (task: number) => Signal,
): Promise<object> {
  const answer = await context.runner.answerTask(token, signal)
  if (answer === 'unknown') throw invalidToken()
  if (answer === 'late') throw taskTimedOut()
  return {}
}
