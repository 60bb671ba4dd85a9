import { type HistoryEvent, type Step, stepsOf, transitionsOf } from 'history'
import { lambdas } from 'workflow'

/** What one execution used of all that is billed. */
export interface Usage {
  transitions: number
  durationMs: number
  /** How long each call of a function took, by its name in the manifests. */
  calls: readonly { name: string; durationMs: number }[]
  /** Requests for a student record and a course. */
  lookUps: number
  transactionalWrites: number
  transactionalReads: number
  events: number
}

/** What an execution used, by its whole history. */
export function usageOf(history: readonly HistoryEvent[]): Usage {
  const steps = stepsOf(history)
  const attempts = steps.all.flatMap((step) => step.attempts)
  const scheduled = (resource: string) => attempts.filter((attempt) => attempt.resource === resource).length
  return {
    transitions: transitionsOf(steps),
    durationMs: (history.at(-1)?.timestamp ?? 0) - (history.at(0)?.timestamp ?? 0),
    calls: attempts.flatMap(callOf),
    lookUps: scheduled('batchGetItem'),
    transactionalWrites: scheduled('transactWriteItems'),
    transactionalReads: scheduled('transactGetItems'),
    events: history.length,
  }
}

/** From the start of a function to its answer: the way to it and back is not billed. */
function callOf({ resource, startedMs, toMs }: Step['attempts'][number]): Usage['calls'] {
  const functionName = /:function:([^:]+)/.exec(resource ?? '')?.[1]
  if (functionName === undefined || startedMs === undefined || toMs === undefined) return []
  return [{ name: nameOf(functionName), durationMs: toMs - startedMs }]
}

/** The name in the manifests of a function, where a stage comes before it. */
function nameOf(functionName: string): string {
  return lambdas.find(({ name }) => functionName === name || functionName.endsWith(`-${name}`))?.name ?? functionName
}
