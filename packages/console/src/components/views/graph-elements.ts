import type { Edge, Node } from '@xyflow/react'
import type { Overlay } from '../../model/graph/overlay.ts'
import type { Layout } from '../../model/graph/placed.ts'
import type { ViewProps } from '../../model/selection.ts'
import type { StateNodeData } from './StateNode.tsx'
import type { WayEdgeData } from './WayEdge.tsx'

/** The states of a layout for React Flow, with what is known of each. */
export function nodesOf(
  layout: Layout,
  { states, taken }: Overlay,
  selected: string | undefined,
  select: ViewProps['select'],
  follow: (state: string) => void,
): Node[] {
  const lanes = layout.lanes.map(
    ({ id, x, y, width, height }): Node => ({
      id: `lane ${id}`,
      type: 'lane',
      position: { x, y },
      width,
      height,
      className: 'lane',
      zIndex: 1,
      data: {},
    }),
  )
  const nodes = layout.nodes.map(
    ({ node, x, y, width, height, depth, listed, enteredFrom }): Node<StateNodeData> => ({
      id: node.id,
      type: 'state',
      position: { x, y },
      width,
      height,
      // Lines pass in front of frames, and behind the states whose names are to be read.
      zIndex: node.lanes.length > 0 ? depth * 2 : 20,
      data: {
        node,
        ...(states.has(node.id) && { summary: states.get(node.id) }),
        selected: node.id === selected,
        select,
        listed: listed.map((edge) => ({ edge, taken: taken.has(edge.id) })),
        enteredFrom,
        follow,
      } as StateNodeData,
    }),
  )
  return [...nodes, ...lanes]
}

export function edgesOf(layout: Layout, { states, taken }: Overlay): Edge<WayEdgeData>[] {
  return layout.edges.map((placed) => {
    const { id, from, to } = placed.edge
    const atEnds = placed.edge.label === '' && !taken.has(id) && isEnd(placed.edge, states)
    return { id, source: from, target: to, type: 'way', zIndex: 10, data: { placed, taken: taken.has(id) || atEnds } }
  })
}

/** The ways from the start and to the end belong to no two states: they are gone along when their one state is. */
function isEnd({ from, to }: { from: string; to: string }, states: Overlay['states']): boolean {
  const start = from.endsWith(' ') && states.has(to)
  const status = states.get(from)?.status
  return start || (to.endsWith(' ') && (status === 'succeeded' || status === 'caught'))
}
