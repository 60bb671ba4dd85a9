import { type Diagram, type DiagramEdge, END_ID } from './diagram.ts'

/**
 * The parts of a diagram that its drawn edges connect, in the order of their first states. Where there are several, each that leads to
 * the end has an end of its own.
 */
export function piecesOf({ nodes, edges }: Diagram, listed: ReadonlySet<DiagramEdge>): readonly Diagram[] {
  const drawn = edges.filter((edge) => !listed.has(edge))
  const end = nodes.find(({ id }) => id === END_ID)
  const inner = nodes.filter((node) => node !== end)
  const pieceOf = new Map(inner.map(({ id }) => [id, new Set([id])]))
  for (const { from, to } of drawn) {
    const [one, other] = [pieceOf.get(from), pieceOf.get(to)]
    if (one === undefined || other === undefined || one === other) continue
    for (const id of other) pieceOf.set(id, one.add(id))
  }
  return [...new Set(pieceOf.values())].map((ids, index) => {
    const within = drawn.filter(({ from }) => ids.has(from))
    const own = { nodes: inner.filter(({ id }) => ids.has(id)), edges: within }
    if (end === undefined || !within.some(({ to }) => to === END_ID)) return own
    const id = `${END_ID}${' '.repeat(index)}`
    return {
      nodes: [...own.nodes, { ...end, id }],
      edges: within.map((edge) => (edge.to === END_ID ? { ...edge, to: id } : edge)),
    }
  })
}
