import { applyTaskEvent, beginAttempt, defined, failAttempt, failureIn } from './attempts.ts'
import { detailsOf, type HistoryEvent, textOf } from './history-event.ts'
import { enteredAgain, ownerOf } from './owner.ts'
import { type BranchIndex, isOpen, type Reading } from './reading.ts'
import { reopen, settleAll, settleGroups } from './settle.ts'
import { ancestorsOf, type Group, type Step, type Steps } from './step.ts'

/** Reads the steps out of a history. A state that was open when another one failed was aborted: it did not fail. */
export function stepsOf(events: readonly HistoryEvent[], branchIndex: BranchIndex = () => undefined): Steps {
  const reading: Reading = {
    roots: [],
    all: [],
    ofEvent: new Map(),
    opens: new Map(),
    branchIndex,
    cut: new Set(),
    redrive: { eventId: -1, waiting: new Set() },
  }
  for (const event of events) read(reading, event)
  for (const { groups } of reading.all) for (const group of groups) if (isDone(group)) group.status = 'succeeded'
  return reading
}

function read(reading: Reading, event: HistoryEvent): void {
  const before = reading.ofEvent.get(event.previousEventId)
  if (event.stateEnteredEventDetails !== undefined) enter(reading, event, before)
  else if (event.type.startsWith('Execution')) applyExecutionEvent(reading, event, before)
  else happen(reading, event, before)
}

function happen(reading: Reading, event: HistoryEvent, before: Step | undefined): void {
  const step = ownerOf(reading, event, before)
  if (step === undefined) return
  if (reading.redrive.waiting.delete(step)) {
    reopen(step)
    reading.cut.delete(step)
  }
  adopt(reading, step, event)
  if (event.stateExitedEventDetails !== undefined) exit(step, event)
  else if (!applyTaskEvent(step, event)) applyStateEvent(reading, step, event, before)
}

function adopt(reading: Reading, step: Step, event: HistoryEvent): void {
  reading.ofEvent.set(event.id, step)
  step.eventIds.push(event.id)
}

function enter(reading: Reading, event: HistoryEvent, before: Step | undefined): void {
  const details = detailsOf(event)
  const state = textOf(details, 'name') ?? ''
  const opened = reading.opens.get(event.previousEventId)
  const again = event.previousEventId === reading.redrive.eventId ? enteredAgain(reading, state) : undefined
  const beside = again ?? before
  const group = opened === undefined ? beside?.group : 'steps' in opened ? opened : branchOf(reading, opened, state)
  const step: Step = {
    id: event.id,
    state,
    type: event.type.replace('StateEntered', ''),
    status: 'running',
    enteredMs: event.timestamp,
    attempts: [],
    groups: [],
    eventIds: [],
    ...defined({ input: textOf(details, 'input'), group }),
  }
  if (group?.container.status === 'failed' || group?.container.status === 'aborted') reopen(group.container)
  adopt(reading, step, event)
  reading.all.push(step)
  const siblings = group?.steps ?? reading.roots
  siblings.push(step)
}

function branchOf({ branchIndex }: Reading, container: Step, firstState: string): Group {
  const attempt = container.attempts.length
  const before = container.groups.filter((group) => group.attempt === attempt).length
  const index = branchIndex(container.state, firstState) ?? before
  return addGroup(container, { container, kind: 'branch', index, attempt, status: 'running', steps: [] })
}

function addGroup(container: Step, group: Group): Group {
  container.groups.push(group)
  return group
}

function isDone({ status, steps, container }: Group): boolean {
  return status === 'running' && container.type === 'Parallel' && steps.every((step) => !isOpen(step))
}

function exit(step: Step, event: HistoryEvent): void {
  const details = detailsOf(event)
  const assigned = details.assignedVariables as Record<string, string> | undefined
  const failed = step.attempts.at(-1)?.status === 'failed'
  step.status = failed ? 'caught' : 'succeeded'
  step.leftMs = event.timestamp
  Object.assign(step, defined({ output: textOf(details, 'output'), assigned }))
  const attempt = step.attempts.at(-1)
  if (attempt?.status === 'running') Object.assign(attempt, { status: 'succeeded', toMs: event.timestamp })
  for (const group of step.groups) if (group.status === 'running') group.status = 'succeeded'
}

function applyStateEvent(reading: Reading, step: Step, event: HistoryEvent, before: Step | undefined): void {
  const { type, timestamp } = event
  if (/^(Parallel|Map)StateStarted$/.test(type)) {
    // A retry starts all branches again; what is left of the last attempt has ended.
    endRound(step, event, before)
    beginAttempt(step, timestamp, { startedMs: timestamp })
    if (step.type === 'Parallel') reading.opens.set(event.id, step)
  } else if (type === 'MapIterationStarted') {
    const index = Number(detailsOf(event).index ?? step.groups.length)
    const attempt = step.attempts.length
    const iteration: Group = { container: step, kind: 'iteration', index, attempt, status: 'running', steps: [] }
    reading.opens.set(event.id, addGroup(step, iteration))
  } else if (type.startsWith('MapIteration')) endIteration(step, event, before)
  else if (/^(Parallel|Map)StateFailed$/.test(type)) endRound(step, event, before)
  else if (type === 'EvaluationFailed') failAttempt(step, event)
  else if (type === `${step.type}StateAborted`) settleAll([step], timestamp)
}

function endRound(step: Step, event: HistoryEvent, before: Step | undefined): void {
  if (step.attempts.at(-1)?.status !== 'running') return
  settleGroups(step, event.timestamp, chainOf(before))
  failAttempt(step, event, before === undefined || before === step ? failureIn(event) : before)
}

function endIteration(step: Step, event: HistoryEvent, before: Step | undefined): void {
  const index = Number(detailsOf(event).index)
  const group = step.groups.findLast((candidate) => candidate.index === index)
  if (group === undefined) return
  const status = /Succeeded|Failed|Aborted/.exec(event.type)?.[0].toLowerCase() as 'succeeded' | 'failed' | 'aborted'
  settleAll(group.steps, event.timestamp, status === 'failed' ? chainOf(before) : [])
  group.status = status
}

function applyExecutionEvent(reading: Reading, event: HistoryEvent, before: Step | undefined): void {
  if (event.type === 'ExecutionRedriven') {
    const waiting = reading.all.filter(({ status }) => status === 'failed' || status === 'aborted')
    reading.redrive = { eventId: event.id, waiting: new Set(waiting) }
  } else if (event.type === 'ExecutionFailed') {
    const failing = chainOf(before)
    const failure = failureIn(event)
    for (const step of failing) if (isOpen(step) && step.error === undefined) Object.assign(step, defined(failure))
    settleAll(reading.roots, event.timestamp, failing)
  } else if (event.type !== 'ExecutionStarted' && event.type !== 'ExecutionSucceeded') {
    settleAll(reading.roots, event.timestamp)
  }
  if (before !== undefined) reading.ofEvent.set(event.id, before)
}

/** A step and every step that contains it: if it fails, they fail. */
function chainOf(step: Step | undefined): Step[] {
  return step === undefined ? [] : [step, ...ancestorsOf(step)]
}
