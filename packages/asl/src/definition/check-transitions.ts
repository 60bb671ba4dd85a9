import type { Cursor } from './cursor.ts'
import { type Fields, isObject } from './fields.ts'

/** Where the states of a graph go: targets exist, states are reachable, and there is an end. */
export function checkTransitions(startAt: unknown, states: Fields, graph: Cursor): void {
  const { report } = graph.scope
  const before = report.diagnostics.length
  const target = (name: unknown, location: string) => {
    if (typeof name === 'string' && !Object.hasOwn(states, name)) {
      report.error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${name}`, location)
    }
  }
  target(startAt, graph.at('StartAt').location)
  const inside = graph.at('States')
  for (const [name, state] of Object.entries(states)) {
    for (const { to, field } of transitionsOf(state)) target(to, inside.at(name).at(field).location)
  }
  const reached = reachable(startAt, states)
  for (const name of Object.keys(states)) {
    if (reached.has(name)) continue
    inside.at(name).refuse(`State "${name}" is not reachable.`, 'MISSING_TRANSITION_TARGET')
  }
  // AWS looks at the machine itself, not at its branches and processors.
  if (graph.location === '' && report.diagnostics.length === before && !Object.values(states).some(endsGraph)) {
    report.error('MISSING_END_STATE', 'Workflow has no terminal state')
  }
}

function reachable(startAt: unknown, states: Fields): Set<unknown> {
  const reached = new Set<unknown>()
  const open = [startAt]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (typeof name !== 'string' || reached.has(name) || !Object.hasOwn(states, name)) continue
    reached.add(name)
    for (const { to } of transitionsOf(states[name])) open.push(to)
  }
  return reached
}

function transitionsOf(state: unknown): { to: unknown; field: string }[] {
  if (!isObject(state)) return []
  const found = [
    { to: state.Next, field: 'Next' },
    { to: state.Default, field: 'Default' },
  ]
  for (const field of ['Choices', 'Catch']) {
    const list = state[field]
    if (!Array.isArray(list)) continue
    for (const [index, one] of list.entries()) {
      if (isObject(one)) found.push({ to: one.Next, field: `${field}[${index}]/Next` })
    }
  }
  return found.filter(({ to }) => to !== undefined)
}

function endsGraph(state: unknown): boolean {
  return isObject(state) && (state.End === true || state.Type === 'Succeed' || state.Type === 'Fail')
}
