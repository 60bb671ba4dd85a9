import type { HistoryEvent } from '@aws-sdk/client-sfn'

/** One visit to a state, as the history tells it. */
export interface Step {
  state: string
  type: string
  status: 'succeeded' | 'failed' | 'running'
  /** How many Parallel branches or Map iterations it lies in. */
  depth: number
  /** Task attempts beyond the first. */
  retries: number
  durationMs: number | undefined
  input: string | undefined
  output: string | undefined
  /** The last error, where a task of the state failed. */
  error: string | undefined
}

const FAILURES = /^(ExecutionFailed|ExecutionTimedOut|ExecutionAborted)$/

/** The steps of an execution in the order in which they were entered. */
export function stepsOf(events: readonly HistoryEvent[]): Step[] {
  const steps: Step[] = []
  const open = new Map<number, { step: Step; enteredMs: number }>()
  // Events of parallel branches are interleaved: an event belongs to the visit that its chain of links leads to.
  const visitOf = new Map<number, number>()
  const depthAfter = new Map<number, number>([[0, 0]])
  let ended = false

  for (const event of events) {
    const { id = 0, previousEventId = 0, type = '' } = event
    const depth = depthAfter.get(previousEventId) ?? 0
    depthAfter.set(id, depthBehind(type, depth))
    if (event.stateEnteredEventDetails !== undefined) {
      const { name = '', input } = event.stateEnteredEventDetails
      const step: Step = { ...newStep, state: name, type: type.replace('StateEntered', ''), depth, input }
      steps.push(step)
      open.set(id, { step, enteredMs: timeOf(event) })
      visitOf.set(id, id)
      continue
    }
    const visit = visitOf.get(previousEventId)
    if (visit !== undefined) visitOf.set(id, visit)
    const current = event.stateExitedEventDetails
      ? findOpen(open, event.stateExitedEventDetails.name, visit)
      : open.get(visit ?? -1)
    if (current !== undefined) apply(current.step, event)
    if (event.stateExitedEventDetails && current !== undefined) {
      current.step.durationMs = timeOf(event) - current.enteredMs
      for (const [entered, candidate] of open) if (candidate === current) open.delete(entered)
    }
    ended ||= FAILURES.test(type)
  }
  if (ended) for (const { step } of open.values()) step.status = 'failed'
  return steps
}

const newStep: Step = {
  state: '',
  type: '',
  status: 'running',
  depth: 0,
  retries: 0,
  durationMs: undefined,
  input: undefined,
  output: undefined,
  error: undefined,
}

function depthBehind(type: string, depth: number): number {
  if (type === 'ParallelStateStarted' || type === 'MapStateStarted') return depth + 1
  if (type === 'ParallelStateExited' || type === 'MapStateExited') return Math.max(0, depth - 1)
  return depth
}

/** A Parallel's Exited follows an event of one of its branches, so its visit is found by name among the open ones. */
function findOpen(
  open: Map<number, { step: Step; enteredMs: number }>,
  name: string | undefined,
  visit: number | undefined,
) {
  const own = open.get(visit ?? -1)
  if (own?.step.state === name) return own
  return [...open.values()].findLast(({ step }) => step.state === name)
}

function apply(step: Step, event: HistoryEvent): void {
  if (event.stateExitedEventDetails !== undefined) {
    step.status = 'succeeded'
    step.output = event.stateExitedEventDetails.output
  }
  const failure =
    event.lambdaFunctionFailedEventDetails ??
    event.lambdaFunctionTimedOutEventDetails ??
    event.taskFailedEventDetails ??
    event.taskTimedOutEventDetails
  if (failure !== undefined) step.error = failure.error
  const scheduled = event.lambdaFunctionScheduledEventDetails ?? event.taskScheduledEventDetails
  if (scheduled !== undefined && step.error !== undefined) step.retries += 1
}

function timeOf(event: HistoryEvent): number {
  return event.timestamp?.getTime() ?? 0
}
