import type { Resource } from './synthesized.ts'

/** A statement of a policy, its lists made lists. */
export interface PolicyStatement {
  effect: string
  actions: readonly string[]
  resources: readonly string[]
  principals: readonly string[]
  conditions: Record<string, Record<string, unknown>>
  /** Has NotAction, NotResource or NotPrincipal. */
  negated: boolean
}

/** The statements of a policy that a resource holds under `attribute`; none where it holds none. */
export function statementsOf(resource: Resource, attribute: string): PolicyStatement[] {
  const text = resource.at(attribute)
  if (typeof text !== 'string') return []
  const { Statement } = JSON.parse(text) as { Statement: Record<string, unknown>[] }
  return Statement.map((statement) => ({
    effect: String(statement.Effect),
    actions: listOf(statement.Action),
    resources: listOf(statement.Resource),
    principals: principalsOf(statement.Principal),
    conditions: (statement.Condition ?? {}) as PolicyStatement['conditions'],
    negated: Object.keys(statement).some((key) => key.startsWith('Not')),
  }))
}

function principalsOf(principal: unknown): string[] {
  if (typeof principal === 'string') return [principal]
  return Object.values((principal ?? {}) as Record<string, unknown>).flatMap(listOf)
}

function listOf(value: unknown): string[] {
  if (value === undefined) return []
  return Array.isArray(value) ? value.map(String) : [String(value)]
}
