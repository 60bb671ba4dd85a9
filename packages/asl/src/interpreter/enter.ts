import { JsonDocument } from '../document.ts'
import type { Graph, StateNode } from '../program.ts'
import type { Frame, Visit } from './frame.ts'
import type { Run } from './run.ts'

/** Moves a frame into a state. The state is executed in its turn, so that branches advance side by side. */
export function enterState(run: Run, frame: Frame, name: string, input: JsonDocument): void {
  const node = stateOf(frame.graph, name)
  const cameFrom = frame.previousEventId
  const details = { name, input: input.text, inputDetails: { truncated: false } }
  const enteredId = run.emit(`${node.type}StateEntered`, cameFrom, details)
  frame.previousEventId = enteredId
  frame.visit = { node, input, enteredId, enteredMs: run.nowMs, cameFrom, attempts: [], retryCount: 0 }
  run.enqueue(frame, { kind: 'execute' })
}

/** A frame about to enter the first state of the machine. AWS links its event to nothing, not to ExecutionStarted. */
export function rootFrame(graph: Graph): Frame {
  return { graph, variables: {}, previousEventId: 0, visit: nowhere(graph), status: 'running' }
}

/** A frame about to enter its graph's first state, with the variables and the Map item of its owner. */
export function childFrame(owner: Frame, index: number, previousEventId: number, item = owner.item): Frame {
  const { node } = owner.visit
  const graph = node.graphOfChild?.(index)
  if (graph === undefined) throw new TypeError(`The state "${node.name}" has no children.`)
  return {
    graph,
    parent: { owner, index },
    ...(item === undefined ? {} : { item }),
    variables: owner.variables,
    previousEventId,
    visit: nowhere(graph),
    status: 'running',
  }
}

/** Stands in until the first state is entered, which is the very next thing to happen. */
function nowhere(graph: Graph): Visit {
  const node = stateOf(graph, graph.startAt)
  return {
    node,
    input: JsonDocument.ofValue(null),
    enteredId: 0,
    enteredMs: 0,
    cameFrom: 0,
    attempts: [],
    retryCount: 0,
  }
}

function stateOf(graph: Graph, name: string): StateNode {
  const node = graph.states.get(name)
  if (node === undefined) throw new TypeError(`The state "${name}" was not checked to exist.`)
  return node
}
