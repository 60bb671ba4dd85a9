import { layout as arrange, Graph } from '@dagrejs/dagre'
import type { Diagram, DiagramEdge, DiagramNode } from './diagram.ts'

export interface Point {
  x: number
  y: number
}

export interface Box extends Point {
  width: number
  height: number
}

/** A diagram with a position for everything, in px from the top left corner; boxes are given by theirs. */
export interface Layout {
  width: number
  height: number
  nodes: readonly (Box & { node: DiagramNode; depth: number })[]
  /** One for every branch that stands in a frame. */
  lanes: readonly (Box & { id: string })[]
  edges: readonly PlacedEdge[]
}

export interface PlacedEdge {
  edge: DiagramEdge
  points: readonly Point[]
  labelAt?: Point
}

const STATE_HEIGHT = 48
const DOT = 20
const FRAME = { header: 44, padding: 14, gap: 14 }
const LABEL = { height: 18, characterWidth: 6.2, longest: 22 }

/** Lays out top-down. What stands inside a state is laid out first, and is one box in what contains it. */
export function layoutOf(diagram: Diagram, depth = 0): Layout {
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'TB', nodesep: 32, ranksep: 38, edgesep: 18, marginx: 0, marginy: 0 })
  graph.setDefaultEdgeLabel(() => ({}))
  const frames = new Map<string, Frame>()
  for (const node of diagram.nodes) {
    if (node.lanes.length > 0) frames.set(node.id, frameOf(node, depth))
    graph.setNode(node.id, frames.get(node.id)?.size ?? sizeOf(node))
  }
  for (const edge of diagram.edges) {
    const label = shortLabel(edge.label)
    const size = label === '' ? {} : { width: labelWidth(label), height: LABEL.height }
    // A catcher's edge is drawn aside: the straight line is the expected path.
    graph.setEdge(edge.from, edge.to, { ...size, labelpos: 'c', weight: edge.kind === 'catch' ? 1 : 3 }, edge.id)
  }
  arrange(graph)

  const result = {
    nodes: [] as Layout['nodes'][number][],
    lanes: [] as Layout['lanes'][number][],
    edges: [] as PlacedEdge[],
  }
  for (const node of diagram.nodes) {
    const { x = 0, y = 0, width = 0, height = 0 } = graph.node(node.id) as Partial<Box>
    const corner = { x: x - width / 2, y: y - height / 2 }
    result.nodes.push({ ...corner, width, height, node, depth })
    const inner = frames.get(node.id)
    if (inner !== undefined) addMoved(result, inner, corner)
  }
  for (const edge of diagram.edges) {
    const {
      points = [],
      x,
      y,
    } = graph.edge(edge.from, edge.to, edge.id) as { points?: Point[]; x?: number; y?: number }
    const labelAt = edge.label !== '' && x !== undefined && y !== undefined ? { labelAt: { x, y } } : {}
    result.edges.push({ edge, points, ...labelAt })
  }
  return boundedBy(result)
}

type Placed = Omit<Layout, 'width' | 'height'>

/** Edges may reach further out than the boxes that they connect: everything is shifted back to the corner. */
function boundedBy({ nodes, lanes, edges }: Placed): Layout {
  const xs = nodes.flatMap(({ x, width }) => [x, x + width])
  const ys = nodes.flatMap(({ y, height }) => [y, y + height])
  for (const { points, labelAt, edge } of edges) {
    for (const { x, y } of points) {
      xs.push(x)
      ys.push(y)
    }
    const half = labelWidth(edge.label) / 2
    if (labelAt !== undefined) xs.push(labelAt.x - half, labelAt.x + half)
  }
  const by = { x: -Math.min(...xs), y: -Math.min(...ys) }
  return {
    width: Math.max(...xs) + by.x,
    height: Math.max(...ys) + by.y,
    nodes: nodes.map((node) => moved(node, by)),
    lanes: lanes.map((lane) => moved(lane, by)),
    edges: edges.map((edge) => movedEdge(edge, by)),
  }
}

function movedEdge({ edge, points, labelAt }: PlacedEdge, by: Point): PlacedEdge {
  return {
    edge,
    points: points.map((point) => moved(point, by)),
    ...(labelAt !== undefined && { labelAt: moved(labelAt, by) }),
  }
}

function labelWidth(label: string): number {
  return shortLabel(label).length * LABEL.characterWidth + 8
}

interface Frame {
  size: { width: number; height: number }
  lanes: { at: Box; id: string; content: Layout }[]
}

/** Branches stand side by side, their heads in one line. */
function frameOf(node: DiagramNode, depth: number): Frame {
  const contents = node.lanes.map((lane) => layoutOf(lane, depth + 1))
  const height = Math.max(...contents.map((content) => content.height)) + 2 * FRAME.padding
  let x = FRAME.padding
  const lanes = contents.map((content, index) => {
    const at = { x, y: FRAME.header, width: content.width + 2 * FRAME.padding, height }
    x += at.width + FRAME.gap
    return { at, id: `${node.id}[${index}]`, content }
  })
  const narrowest = sizeOf(node).width
  const width = Math.max(narrowest, x - FRAME.gap + FRAME.padding)
  return { size: { width, height: FRAME.header + height + FRAME.padding }, lanes }
}

function addMoved(
  result: { nodes: Layout['nodes'][number][]; lanes: Layout['lanes'][number][]; edges: PlacedEdge[] },
  frame: Frame,
  corner: Point,
): void {
  for (const { at, id, content } of frame.lanes) {
    const lane = moved(at, corner)
    const inside = { x: lane.x + FRAME.padding, y: lane.y + FRAME.padding }
    result.lanes.push({ ...lane, id }, ...content.lanes.map((inner) => moved(inner, inside)))
    result.nodes.push(...content.nodes.map((inner) => moved(inner, inside)))
    result.edges.push(...content.edges.map((edge) => movedEdge(edge, inside)))
  }
}

function moved<T extends Point>(box: T, by: Point): T {
  return { ...box, x: box.x + by.x, y: box.y + by.y }
}

function sizeOf({ kind, id }: DiagramNode): { width: number; height: number } {
  if (kind !== 'state') return { width: DOT, height: DOT }
  return { width: Math.min(320, Math.max(176, id.length * 9.2 + 72)), height: STATE_HEIGHT }
}

/** What fits beside an edge; the whole text is its tooltip. */
export function shortLabel(label: string): string {
  return label.length <= LABEL.longest ? label : `${label.slice(0, LABEL.longest - 1)}…`
}

/** The line through an edge's points, as the `d` of an SVG path: straight ends, round corners. */
export function pathOf(points: readonly Point[]): string {
  const [first, ...rest] = points
  const last = rest.at(-1)
  if (first === undefined || last === undefined) return ''
  const corners = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last
    const end = index === rest.length - 2 ? last : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 }
    return `Q ${round(point)} ${round(end)}`
  })
  return [`M ${round(first)}`, ...(corners.length === 0 ? [`L ${round(last)}`] : corners)].join(' ')
}

function round({ x, y }: Point): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`
}
