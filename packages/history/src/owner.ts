import { detailsOf, type HistoryEvent, textOf } from './history-event.ts'
import { isOpen, type Reading } from './reading.ts'
import { ancestorsOf, type Step } from './step.ts'

/**
 * The visit that an event belongs to. If the event names a state it is that state's, however deeply its predecessor is
 * nested.
 */
export function ownerOf(reading: Reading, event: HistoryEvent, before: Step | undefined): Step | undefined {
  const details = detailsOf(event)
  if (event.type === 'EvaluationFailed') return ownerOfEvaluation(reading, event, before)
  if (event.stateExitedEventDetails !== undefined || event.type.startsWith('MapIteration')) {
    const name = textOf(details, 'name')
    const around =
      before && [before, ...ancestorsOf(before).reverse()].find((step) => step.state === name && isOpen(step))
    return around ?? enteredAgain(reading, name) ?? reading.all.findLast((step) => step.state === name && isOpen(step))
  }
  const cutType = /^(\w+)StateAborted$/.exec(event.type)?.[1]
  if (cutType !== undefined) return ownerOfCut(reading, cutType, before) ?? before
  const container = /^(Parallel|Map)(State|Run)/.exec(event.type)?.[1]
  if (container !== undefined && before !== undefined) {
    return [before, ...ancestorsOf(before).reverse()].find((step) => step.type === container && isOpen(step)) ?? before
  }
  if (event.previousEventId === reading.redrive.eventId) return takenUp(reading, event) ?? before
  return before
}

/** AWS links a failed expression to what came before its state was entered, and names the state. */
function ownerOfEvaluation(reading: Reading, event: HistoryEvent, before: Step | undefined): Step | undefined {
  const named = reading.all.filter((step) => step.state === textOf(detailsOf(event), 'state') && isOpen(step))
  if (before !== undefined && named.includes(before)) return before
  const sibling = named.findLast(
    (step) => before === undefined || step.group === before.group || step.group?.container === before,
  )
  return sibling ?? named.at(-1) ?? before
}

/**
 * An aborted state is linked to the event that aborts it, in another branch: it is a visit of its type beside that one
 * which has no such event yet.
 */
function ownerOfCut({ all, cut }: Reading, type: string, before: Step | undefined): Step | undefined {
  const scope = before?.type === 'Map' ? before : before?.group?.container
  const beside = all.filter(
    (step) =>
      step.type === type &&
      (isOpen(step) || step.status === 'aborted') &&
      !cut.has(step) &&
      (scope === undefined || ancestorsOf(step).includes(scope)),
  )
  const owner = beside.find(isOpen) ?? beside.at(-1)
  if (owner !== undefined) cut.add(owner)
  return owner
}

/** A redrive schedules again what had failed or was aborted; the task is identified by its resource. */
function takenUp({ redrive }: Reading, event: HistoryEvent): Step | undefined {
  const resource = textOf(detailsOf(event), 'resource')
  return [...redrive.waiting].find(({ attempts }) => attempts.some((attempt) => attempt.resource === resource))
}

/** The visit that a redrive resumes, by the name of its state. */
export function enteredAgain({ redrive }: Reading, state: string | undefined): Step | undefined {
  return [...redrive.waiting].findLast((step) => step.state === state)
}
