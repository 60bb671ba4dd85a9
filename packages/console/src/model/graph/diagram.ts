import { type ChoiceRule, type Machine, machinesIn, type StateDefinition } from './machine.ts'

/** A definition as nodes and edges, without positions. */
export interface Diagram {
  nodes: readonly DiagramNode[]
  edges: readonly DiagramEdge[]
}

export interface DiagramNode {
  /** The name of the state. */
  id: string
  kind: 'state' | 'start' | 'end'
  /** `Task`, `Parallel`, …; the kind again for start and end. */
  type: string
  /** The branches of a Parallel, or what a Map does with each item. */
  lanes: readonly Diagram[]
}

export interface DiagramEdge {
  id: string
  from: string
  to: string
  /** `folded`: over states that are not shown. */
  kind: 'next' | 'choice' | 'catch' | 'folded'
  label: string
}

/** Ids that no state can have: a state's name has at most 80 characters. */
export const START_ID = `start${' '.repeat(80)}`
export const END_ID = `end${' '.repeat(80)}`

export function diagramOf(machine: Machine): Diagram {
  const inner = laneOf(machine)
  const ends = Object.entries(machine.States).filter(([, state]) => state.End === true || state.Type === 'Succeed')
  const start: DiagramNode = { id: START_ID, kind: 'start', type: 'start', lanes: [] }
  const end: DiagramNode = { id: END_ID, kind: 'end', type: 'end', lanes: [] }
  return {
    nodes: [start, ...inner.nodes, ...(ends.length === 0 ? [] : [end])],
    edges: [
      edge(START_ID, machine.StartAt, 'next', ''),
      ...inner.edges,
      ...ends.map(([name]) => edge(name, END_ID, 'next', '')),
    ],
  }
}

function laneOf(machine: Machine): Diagram {
  const states = Object.entries(machine.States)
  return {
    nodes: states.map(([id, state]) => ({ id, kind: 'state', type: state.Type, lanes: machinesIn(state).map(laneOf) })),
    edges: states.flatMap(([name, state]) => merged(edgesFrom(name, state))),
  }
}

function edgesFrom(name: string, state: StateDefinition): DiagramEdge[] {
  const { Next, Choices = [], Default, Catch = [] } = state
  return [
    ...(Next === undefined ? [] : [edge(name, Next, 'next', '')]),
    ...Choices.flatMap((rule) => (rule.Next === undefined ? [] : [edge(name, rule.Next, 'choice', conditionOf(rule))])),
    ...(Default === undefined ? [] : [edge(name, Default, 'choice', 'otherwise')]),
    ...Catch.map((catcher) => edge(name, catcher.Next, 'catch', (catcher.ErrorEquals ?? []).join(', '))),
  ]
}

/** Several edges from one state to another are drawn as one. */
function merged(edges: readonly DiagramEdge[]): DiagramEdge[] {
  const byTarget = new Map<string, DiagramEdge>()
  for (const next of edges) {
    const same = byTarget.get(next.to)
    const label = [same?.label, next.label].filter(Boolean).join(' or ')
    byTarget.set(next.to, same === undefined ? next : { ...same, label })
  }
  return [...byTarget.values()]
}

function edge(from: string, to: string, kind: DiagramEdge['kind'], label: string): DiagramEdge {
  return { id: `${from}→${to}`, from, to, kind, label }
}

const NOT_OPERATORS = new Set(['Next', 'Comment', 'Assign', 'Output'])

function conditionOf(rule: ChoiceRule): string {
  if (typeof rule.Condition === 'string') return rule.Condition.replace(/^\{%\s*|\s*%\}$/g, '')
  if (rule.Condition !== undefined) return String(rule.Condition)
  const { Variable, ...rest } = rule
  const [operator, value] = Object.entries(rest).find(([key]) => !NOT_OPERATORS.has(key)) ?? []
  if (operator === undefined) return ''
  return Variable === undefined ? operator : `${String(Variable)} ${operator} ${JSON.stringify(value)}`
}
