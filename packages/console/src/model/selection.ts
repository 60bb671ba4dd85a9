import type { Step, Steps } from 'history'

/** What is selected, as the address says it: a state, and which visit to it where that is not the latest. */
export interface Selection {
  state?: string | undefined
  visit?: number | undefined
}

/** A selected state, with the visit that is shown. A state that was not reached has none. */
export interface Selected {
  state: string
  step?: Step
}

export function selectedIn({ all }: Steps, { state, visit }: Selection): Selected | undefined {
  if (state === undefined) return undefined
  const visits = all.filter((step) => step.state === state)
  const step = visits.find(({ id }) => id === visit) ?? visits.at(-1)
  return step === undefined ? { state } : { state, step }
}

/** How the address names a visit. */
export function selectionOf({ all }: Steps, step: Step): Selection {
  const latest = all.findLast(({ state }) => state === step.state)
  return latest === step ? { state: step.state } : { state: step.state, visit: step.id }
}

export interface ViewProps {
  steps: Steps
  selected: Selected | undefined
  select: (selection: Selection) => void
}
