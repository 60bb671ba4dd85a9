import { layout as arrange, Graph } from '@dagrejs/dagre'
import type { Diagram, DiagramEdge } from './diagram.ts'
import { FRAME_WIDTH, frameOf } from './frame.ts'
import { type LineLimits, listedEdges } from './listed.ts'
import type { Point } from './path.ts'
import { piecesOf } from './pieces.ts'
import {
  type Box,
  boundedBy,
  joined,
  type Layout,
  movedBy,
  type Placed,
  type PlacedEdge,
  type PlacedNode,
} from './placed.ts'
import { labelSize, sizeOf } from './size.ts'

export interface LayoutOptions {
  /** Every edge is drawn if there are none. */
  limits?: LineLimits | undefined
  /** The branches of a Parallel stand below one another. */
  stacked?: boolean
  /** What no line connects stands side by side up to this width. */
  widest?: number
}

type Listed = ReadonlyMap<string, readonly DiagramEdge[]>

const PIECE_GAP = 36

/** Lays out top-down. What stands inside a state is laid out first, and is one box in what contains it. */
export function layoutOf(diagram: Diagram, options: LayoutOptions = {}, depth = 0): Layout {
  const { limits, widest = Number.POSITIVE_INFINITY } = options
  const edges = limits === undefined ? new Set<DiagramEdge>() : listedEdges(diagram, limits)
  // In the order of the definition: of a Choice, the first that holds is taken.
  const inOrder = diagram.edges.filter((edge) => edges.has(edge))
  const listed = Map.groupBy(inOrder, ({ from }) => from)
  const pieces = piecesOf(diagram, edges).map((piece) => arranged(piece, listed, options, depth))
  return boundedBy(joined(inRows(pieces, widest)))
}

function inRows(pieces: readonly Layout[], widest: number): Placed[] {
  const at = { x: 0, y: 0 }
  let bottom = 0
  return pieces.map((piece) => {
    if (at.x > 0 && at.x + piece.width > widest) Object.assign(at, { x: 0, y: bottom + PIECE_GAP })
    const placed = movedBy(piece, at)
    at.x += piece.width + PIECE_GAP
    bottom = Math.max(bottom, at.y + piece.height)
    return placed
  })
}

function arranged({ nodes, edges }: Diagram, listed: Listed, options: LayoutOptions, depth: number): Layout {
  const { stacked = false, widest = Number.POSITIVE_INFINITY } = options
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 24, ranksep: 34, edgesep: 12, marginx: 0, marginy: 0, rankalign: 'bottom' })
  graph.setDefaultEdgeLabel(() => ({}))
  const listedIn = (id: string) => listed.get(id) ?? []
  const frames = new Map<string, ReturnType<typeof frameOf>>()
  for (const node of nodes) {
    if (node.lanes.length > 0) {
      const inner = { ...options, widest: widest - FRAME_WIDTH }
      const contents = node.lanes.map((lane) => layoutOf(lane, inner, depth + 1))
      frames.set(node.id, frameOf(node, listedIn(node.id), contents, stacked))
    }
    const { width, height } = frames.get(node.id) ?? sizeOf(node, listedIn(node.id))
    graph.setNode(node.id, { width, height })
  }
  for (const edge of edges) {
    const size = edge.label === '' ? {} : labelSize(edge)
    // A catcher's edge is drawn aside: the straight line is the expected path.
    graph.setEdge(edge.from, edge.to, { ...size, labelpos: 'c', weight: edge.kind === 'catch' ? 1 : 3 }, edge.id)
  }
  arrange(graph)

  const drawnTo = new Set(edges.map(({ to }) => to))
  const listedTo = Map.groupBy([...listed.values()].flat(), ({ to }) => to)
  const inner: Placed[] = []
  const placedNodes = nodes.map((node): PlacedNode => {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(node.id) as Partial<Box>
    const corner = { x: x - width / 2, y: y - height / 2 }
    const frame = frames.get(node.id)
    if (frame !== undefined) inner.push(movedBy(frame, corner))
    const enteredFrom = drawnTo.has(node.id) ? [] : (listedTo.get(node.id) ?? []).map(({ from }) => from)
    return { ...corner, width, height, node, depth, listed: listedIn(node.id), enteredFrom }
  })
  const placedEdges = edges.map((edge): PlacedEdge => {
    const placed = graph.edge(edge.from, edge.to, edge.id) as Partial<Point> & { points?: Point[] }
    const { points = [], x, y } = placed
    const labelAt = edge.label !== '' && x !== undefined && y !== undefined ? { labelAt: { x, y } } : {}
    return { edge, points, ...labelAt }
  })
  return boundedBy(joined([{ nodes: placedNodes, lanes: [], edges: placedEdges }, ...inner]))
}
