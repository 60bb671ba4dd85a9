import type { HistoryEvent } from '@aws-sdk/client-sfn'
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

/** Reads the usage of an execution off its whole history, in the order of its events. */
export function usageOf(history: readonly HistoryEvent[]): Usage {
  return {
    transitions: transitionsOf(history),
    durationMs: millisecondsBetween(history.at(0), history.at(-1)),
    calls: callsOf(history),
    lookUps: scheduled(history, 'batchGetItem'),
    transactionalWrites: scheduled(history, 'transactWriteItems'),
    transactionalReads: scheduled(history, 'transactGetItems'),
    events: history.length,
  }
}

/**
 * "Each time a step of your workflow is executed", retries included (https://aws.amazon.com/step-functions/pricing/):
 * each state entered, and each task that was scheduled again without being entered again.
 */
function transitionsOf(history: readonly HistoryEvent[]): number {
  const entered = history.filter(({ type }) => type?.endsWith('StateEntered')).length
  const tasks = history.filter(({ type }) => type === 'TaskStateEntered').length
  const attempts = history.filter(({ type }) => type === 'LambdaFunctionScheduled' || type === 'TaskScheduled').length
  return entered + (attempts - tasks)
}

/** From the start of a function to its answer: the way to it and back is not billed. */
function callsOf(history: readonly HistoryEvent[]): Usage['calls'] {
  const byId = new Map(history.map((event) => [event.id, event]))
  return history.flatMap((event) => {
    if (!/^LambdaFunction(?:Succeeded|Failed|TimedOut)$/.test(event.type ?? '')) return []
    const started = byId.get(event.previousEventId)
    const resource = byId.get(started?.previousEventId)?.lambdaFunctionScheduledEventDetails?.resource ?? ''
    return [{ name: nameOf(resource), durationMs: millisecondsBetween(started, event) }]
  })
}

/** The name in the manifests of the function in an ARN, where a stage comes before it. */
function nameOf(arn: string): string {
  const functionName = arn.split(':')[6] ?? ''
  return lambdas.find(({ name }) => functionName === name || functionName.endsWith(`-${name}`))?.name ?? functionName
}

function scheduled(history: readonly HistoryEvent[], resource: string): number {
  return history.filter(({ taskScheduledEventDetails }) => taskScheduledEventDetails?.resource === resource).length
}

function millisecondsBetween(from: HistoryEvent | undefined, to: HistoryEvent | undefined): number {
  return (to?.timestamp?.getTime() ?? 0) - (from?.timestamp?.getTime() ?? 0)
}
