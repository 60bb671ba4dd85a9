import { readFileSync } from 'node:fs'
import type { SFNClient } from '@aws-sdk/client-sfn'
import { allEvents } from './executions.ts'

const ENDS = /^(Task|LambdaFunction)(Submitted|Succeeded|Failed|TimedOut)$/

/** The tasks that ran more than once, and those of them that began again after their end stood in the history. */
export async function tasksRunAgain(
  sfn: SFNClient,
  ledger: string,
): Promise<{ tasks: number; again: number; finished: string[] }> {
  const lastBegunMs = new Map<string, Map<number, number>>()
  const again = new Map<string, Set<number>>()
  let tasks = 0
  for (const line of readFileSync(ledger, 'utf8').split('\n').filter(Boolean)) {
    const [execution = '', task, begunMs] = line.split(' ')
    const begun = lastBegunMs.get(execution) ?? new Map()
    if (begun.has(Number(task))) again.set(execution, (again.get(execution) ?? new Set()).add(Number(task)))
    begun.set(Number(task), Number(begunMs))
    lastBegunMs.set(execution, begun)
    tasks += 1
  }
  const finished: string[] = []
  for (const [execution, ids] of again) {
    const events = await allEvents(sfn, execution)
    for (const id of ids) {
      // The Started event has the next id, and the end follows upon it; a callback follows upon what was submitted.
      const end = events.find(({ type, previousEventId }) => ENDS.test(type ?? '') && previousEventId === id + 1)
      const endedMs = end?.timestamp?.getTime() ?? Number.POSITIVE_INFINITY
      if (endedMs < (lastBegunMs.get(execution)?.get(id) ?? 0)) finished.push(`${execution} ${id}`)
    }
  }
  return { tasks, again: [...again.values()].reduce((sum, ids) => sum + ids.size, 0), finished }
}
