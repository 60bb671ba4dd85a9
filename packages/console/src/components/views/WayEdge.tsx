import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react'
import { pathOf } from '../../model/graph/path.ts'
import type { PlacedEdge } from '../../model/graph/placed.ts'
import { shortLabel } from '../../model/graph/size.ts'

export type WayEdgeData = { placed: PlacedEdge; taken: boolean }

/** The way from one state to another, through the points that the layout gave it. */
export function WayEdge({ id, data }: EdgeProps<Edge<WayEdgeData>>) {
  if (data === undefined) return null
  const { placed, taken } = data
  const { edge, points, labelAt } = placed
  const className = `way ${edge.kind} ${taken ? 'taken' : ''}`
  const marker = `arrow-${taken ? 'taken' : 'open'}`
  return (
    <>
      <defs>
        <marker
          id={marker}
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path className={taken ? 'arrow taken' : 'arrow'} d="M0.5 0.5 7.5 4 0.5 7.5z" />
        </marker>
      </defs>
      <BaseEdge id={id} path={pathOf(points)} className={className} markerEnd={`url(#${marker})`} />
      {labelAt !== undefined && (
        <EdgeLabelRenderer>
          <span
            className={`way-label ${edge.kind} ${taken ? 'taken' : ''}`}
            title={edge.label}
            style={{ transform: `translate(-50%, -50%) translate(${labelAt.x}px, ${labelAt.y}px)` }}
          >
            {shortLabel(edge)}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  )
}
