import { type Diagram, type DiagramEdge, END_ID } from './diagram.ts'

/** How many edges are drawn as lines. */
export interface LineLimits {
  /** Of a state that more edges lead to, one is drawn. */
  into: number
  /** Of a state that more edges lead out of, only its `Next` is drawn. */
  outOf: number
}

/**
 * The edges that are listed in the state that they leave instead of being drawn: those that lead back up, those into a state that many
 * lead to, and those out of a state that has many.
 */
export function listedEdges(diagram: Diagram, { into, outOf }: LineLimits): ReadonlySet<DiagramEdge> {
  // The end is a dot: what leads there is drawn.
  const inner = diagram.edges.filter(({ to }) => to !== END_ID)
  const from = Map.groupBy(inner, (edge) => edge.from)
  const listed = edgesBack(diagram, from)
  for (const edges of Map.groupBy(inner, (edge) => edge.to).values()) {
    if (edges.length <= into) continue
    const [, ...others] = edges.filter((edge) => !listed.has(edge)).sort(expectedFirst)
    for (const edge of others) listed.add(edge)
  }
  for (const edges of from.values()) {
    const drawn = edges.filter((edge) => !listed.has(edge))
    if (drawn.length > outOf) for (const edge of drawn) if (edge.kind !== 'next') listed.add(edge)
  }
  return listed
}

function expectedFirst(one: DiagramEdge, other: DiagramEdge): number {
  return Number(one.kind === 'catch') - Number(other.kind === 'catch')
}

/** The edges to a state on the path that leads to them, so that what is left has no loop. */
function edgesBack({ nodes }: Diagram, from: ReadonlyMap<string, readonly DiagramEdge[]>): Set<DiagramEdge> {
  const back = new Set<DiagramEdge>()
  const seen = new Set<string>()
  const path = new Set<string>()
  const visit = (id: string) => {
    seen.add(id)
    path.add(id)
    for (const edge of from.get(id) ?? []) {
      if (path.has(edge.to)) back.add(edge)
      else if (!seen.has(edge.to)) visit(edge.to)
    }
    path.delete(id)
  }
  for (const { id } of nodes) if (!seen.has(id)) visit(id)
  return back
}
