import type { Graph, StateNode } from '../program.ts'
import { checkTransitions } from './check-transitions.ts'
import type { Cursor } from './cursor.ts'
import { type FieldTable, isObject, optional, readFields, required } from './fields.ts'
import { type Reader, text } from './readers.ts'
import { assignedIn, hasCatchers } from './variables.ts'

const MAX_NAME_LENGTH = 80

/** The fields of whatever has states: the machine, a branch, an item processor. */
const GRAPH = { Comment: optional(text), StartAt: required(text), States: required(states) }

/** A graph that may have `more` fields besides. */
export function graph(more: FieldTable = {}): Reader<Graph> {
  return (value, cursor) => {
    const fields = readFields({ ...more, ...GRAPH }, value, cursor)
    if (fields === undefined || !isObject(value)) return undefined
    const { StartAt, States } = value
    if (StartAt !== undefined && isObject(States)) checkTransitions(StartAt, States, cursor)
    return { startAt: fields.StartAt, states: fields.States }
  }
}

function states(value: unknown, cursor: Cursor): ReadonlyMap<string, StateNode> | undefined {
  if (!isObject(value)) return cursor.refuse('Expected value of type Object')
  const { variables, stateNames, readState } = cursor.scope
  const withVariables = (assigned: ReadonlySet<string>) =>
    cursor.within({ outerVariables: variables, variables: new Set([...variables, ...assigned]) })
  const inside = withVariables(assignedIn(value))
  const nodes = new Map<string, StateNode>()
  for (const [name, state] of Object.entries(value)) {
    const at = (hasCatchers(state) ? withVariables(assignedIn(value, name)) : inside).at(name)
    if (name === '') at.refuse('The state name is empty', 'INVALID_STATE_NAME')
    if ([...name].length > MAX_NAME_LENGTH) {
      at.refuse(`The state name '${name}' exceeds the ${MAX_NAME_LENGTH}-character limit`, 'INVALID_STATE_NAME')
    }
    if (stateNames.has(name)) at.refuse(`Duplicate State name: ${name}`, 'DUPLICATE_STATE_NAME')
    stateNames.add(name)
    const node = readState(name, state, at)
    if (node !== undefined) nodes.set(name, node)
  }
  return nodes
}
