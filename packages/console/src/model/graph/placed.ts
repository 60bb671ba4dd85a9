import type { DiagramEdge, DiagramNode } from './diagram.ts'
import type { Point } from './path.ts'
import { labelSize, type Size } from './size.ts'

export interface Box extends Point, Size {}

/** What has positions, in px; boxes are given by their top left corners. */
export interface Placed {
  nodes: readonly PlacedNode[]
  /** One for every branch that stands in a frame. */
  lanes: readonly (Box & { id: string })[]
  /** Those that are drawn. */
  edges: readonly PlacedEdge[]
}

/** As large as what it holds, whose top left corner is 0, 0. */
export interface Layout extends Placed, Size {}

export interface PlacedNode extends Box {
  node: DiagramNode
  depth: number
  /** Its edges that are listed in it instead of being drawn. */
  listed: readonly DiagramEdge[]
  /** Where it is entered from, if no line leads to it. */
  enteredFrom: readonly string[]
}

export interface PlacedEdge {
  edge: DiagramEdge
  points: readonly Point[]
  labelAt?: Point
}

export function joined(parts: readonly Placed[]): Placed {
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    lanes: parts.flatMap(({ lanes }) => lanes),
    edges: parts.flatMap(({ edges }) => edges),
  }
}

/** Edges may reach further out than the boxes that they connect: everything is shifted back to the corner. */
export function boundedBy(placed: Placed): Layout {
  const xs = placed.nodes.flatMap(({ x, width }) => [x, x + width])
  const ys = placed.nodes.flatMap(({ y, height }) => [y, y + height])
  for (const { points, labelAt, edge } of placed.edges) {
    for (const { x, y } of points) {
      xs.push(x)
      ys.push(y)
    }
    const half = labelSize(edge).width / 2
    if (labelAt !== undefined) xs.push(labelAt.x - half, labelAt.x + half)
  }
  const by = { x: -Math.min(...xs), y: -Math.min(...ys) }
  return { ...movedBy(placed, by), width: Math.max(...xs) + by.x, height: Math.max(...ys) + by.y }
}

export function movedBy({ nodes, lanes, edges }: Placed, by: Point): Placed {
  return {
    nodes: nodes.map((node) => moved(node, by)),
    lanes: lanes.map((lane) => moved(lane, by)),
    edges: edges.map(({ edge, points, labelAt }) => ({
      edge,
      points: points.map((point) => moved(point, by)),
      ...(labelAt !== undefined && { labelAt: moved(labelAt, by) }),
    })),
  }
}

function moved<T extends Point>(box: T, by: Point): T {
  return { ...box, x: box.x + by.x, y: box.y + by.y }
}
