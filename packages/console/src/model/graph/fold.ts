import type { Diagram, DiagramEdge } from './diagram.ts'

/** A state with more ways out than this shows only those that were taken. */
const MOST_WAYS = 4
const ENDS = ['Succeed', 'Fail']

/**
 * A diagram of what an execution came to: the states that it reached, those that it could have gone to instead, and those that end it.
 * What leads over others from one of them to the next is one edge.
 */
export function folded(diagram: Diagram, reached: ReadonlySet<string>): Diagram {
  const from = Map.groupBy(diagram.edges, (edge) => edge.from)
  const near = [...from].flatMap(([id, edges]) =>
    reached.has(id) && edges.length <= MOST_WAYS ? edges.map(({ to }) => to) : [],
  )
  const kept = new Set([...reached, ...near])
  for (const { id, kind, type } of diagram.nodes) if (kind !== 'state' || ENDS.includes(type)) kept.add(id)
  const edges = new Map<string, DiagramEdge>()
  for (const edge of diagram.edges) if (kept.has(edge.from) && kept.has(edge.to)) edges.set(edge.id, edge)
  for (const id of kept) {
    for (const to of throughHidden(id, from, kept)) {
      const edge: DiagramEdge = { id: `${id}→${to}`, from: id, to, kind: 'folded', label: '' }
      if (to !== id && !edges.has(edge.id)) edges.set(edge.id, edge)
    }
  }
  return { nodes: diagram.nodes.filter(({ id }) => kept.has(id)), edges: [...edges.values()] }
}

/** Where the hidden states after a state lead. */
function throughHidden(
  start: string,
  from: ReadonlyMap<string, readonly DiagramEdge[]>,
  kept: ReadonlySet<string>,
): Set<string> {
  const found = new Set<string>()
  const seen = new Set<string>()
  const queue = (from.get(start) ?? []).map(({ to }) => to).filter((to) => !kept.has(to))
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    for (const { to } of from.get(id) ?? []) {
      if (kept.has(to)) found.add(to)
      else queue.push(to)
    }
  }
  return found
}
