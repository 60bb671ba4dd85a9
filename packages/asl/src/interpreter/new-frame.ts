import type { Graph } from '../definition/program.ts'
import { Doc } from './doc.ts'
import type { Frame } from './frame.ts'

/** A frame about to enter its graph's first state. `around` lends it its variables and its Map item. */
export function newFrame({
  graph,
  parent,
  around,
  item = around?.item,
  previousEventId,
}: {
  graph: Graph
  parent?: Frame['parent']
  around?: Frame
  item?: Frame['item']
  previousEventId: number
}): Frame {
  return {
    graph,
    ...(parent === undefined ? {} : { parent }),
    ...(item === undefined ? {} : { item }),
    variables: around?.variables ?? {},
    previousEventId,
    visit: nowhere(graph),
    status: 'running',
  }
}

/** Stands in until the first state is entered, which is the very next thing to happen. */
function nowhere(graph: Graph): Frame['visit'] {
  const node = graph.states.get(graph.startAt)
  if (node === undefined) throw new TypeError(`The state "${graph.startAt}" was not checked to exist.`)
  return { node, input: Doc.ofValue(null), enteredId: 0, enteredMs: 0, cameFrom: 0, attempts: [], retryCount: 0 }
}
