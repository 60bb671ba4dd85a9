import type { Group, Step, StepStatus, Steps } from 'history'

/** What became of a state; a state without a visit was not reached. */
export interface StateSummary {
  status: StepStatus
  /** The visit that is shown when the state is chosen: the latest. */
  latest: Step
  visits: readonly Step[]
}

/** Where an execution stands on its definition. */
export interface Overlay {
  states: ReadonlyMap<string, StateSummary>
  /** Ids of the edges that were taken, as `from→to`. */
  taken: ReadonlySet<string>
}

export function overlayOf({ all, roots }: Steps): Overlay {
  const visits = Map.groupBy(all, ({ state }) => state)
  const states = new Map<string, StateSummary>()
  for (const [state, steps] of visits) {
    const latest = steps.at(-1)
    if (latest !== undefined) states.set(state, { status: statusOf(steps), latest, visits: steps })
  }
  return { states, taken: takenEdges(all, roots) }
}

const GRAVEST: readonly StepStatus[] = ['running', 'failed', 'aborted', 'caught', 'succeeded']

/** A loop counts as its last pass; concurrent iterations count as the worst of them. */
function statusOf(visits: readonly Step[]): StepStatus {
  const lastByGroup = new Map<Group | undefined, StepStatus>()
  const attempt = Math.max(...visits.map(({ group }) => group?.attempt ?? 0))
  for (const { group, status } of visits) if ((group?.attempt ?? 0) === attempt) lastByGroup.set(group, status)
  const statuses = new Set(lastByGroup.values())
  return GRAVEST.find((status) => statuses.has(status)) ?? 'succeeded'
}

function takenEdges(all: readonly Step[], roots: readonly Step[]): Set<string> {
  const sequences = [roots, ...all.flatMap(({ groups }) => groups.map(({ steps }) => steps))]
  const pairs = sequences.flatMap((steps) =>
    steps.slice(1).map((step, index) => `${steps[index]?.state}→${step.state}`),
  )
  return new Set(pairs)
}
