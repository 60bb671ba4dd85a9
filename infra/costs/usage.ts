import { type HistoryEvent, type Step, stepsOf, transitionsOf } from 'history'
import { lambdas } from 'workflow'
import { type Units, unitsOf } from './units.ts'

/** What one execution used of all that is billed. */
export interface Usage {
  transitions: number
  durationMs: number
  /** How long each call of a function took, by its name in the manifests. */
  calls: readonly { name: string; durationMs: number }[]
  /** Of the table, with its index. */
  units: Units
  events: number
}

/** What an execution used, by its whole history. */
export function usageOf(history: readonly HistoryEvent[]): Usage {
  const steps = stepsOf(history)
  const attempts = steps.all.flatMap((step) => step.attempts)
  const units = attempts.map(({ resource = '', input = '{}', status }) =>
    unitsOf(resource, JSON.parse(input), status === 'succeeded'),
  )
  return {
    transitions: transitionsOf(steps),
    durationMs: (history.at(-1)?.timestamp ?? 0) - (history.at(0)?.timestamp ?? 0),
    calls: attempts.flatMap(callOf),
    units: {
      write: units.reduce((sum, { write }) => sum + write, 0),
      read: units.reduce((sum, { read }) => sum + read, 0),
    },
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
