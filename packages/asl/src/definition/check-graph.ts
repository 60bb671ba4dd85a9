import { type Fields, isObject, type Report } from './report.ts'

/** Where states go: targets exist, states are reachable, and there is an end. `location` is of the graph. */
export function checkGraph(report: Report, startAt: unknown, states: Fields, location: string): void {
  const before = report.diagnostics.length
  const target = (name: unknown, where: string) => {
    if (typeof name === 'string' && !Object.hasOwn(states, name)) {
      report.error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${name}`, where)
    }
  }
  target(startAt, `${location}/StartAt`)
  for (const [name, state] of Object.entries(states)) {
    for (const { to, field } of transitionsOf(state)) target(to, `${location}/States/${name}/${field}`)
  }
  const reached = reachable(startAt, states)
  for (const name of Object.keys(states)) {
    if (reached.has(name)) continue
    report.error('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, `${location}/States/${name}`)
  }
  if (report.diagnostics.length === before && !Object.values(states).some(endsGraph)) {
    report.error('MISSING_END_STATE', 'Workflow has no terminal state', location === '' ? undefined : location)
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
