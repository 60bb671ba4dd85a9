import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { awaitsRetry } from 'history'
import { formatDuration, plural } from '../../model/format.ts'
import type { DiagramNode } from '../../model/graph/diagram.ts'
import type { StateSummary } from '../../model/graph/overlay.ts'
import type { Selection } from '../../model/selection.ts'
import { lookOf, STEP_LOOKS } from '../../model/status.ts'
import { StatusSign } from '../StatusMark.tsx'

export type StateNodeData = {
  node: DiagramNode
  summary?: StateSummary
  selected: boolean
  select: (selection: Selection) => void
}

/** A state as a button with its name, type and status; a Parallel or Map is the frame around its states. */
export function StateNode({ data: { node, summary, selected, select } }: NodeProps<Node<StateNodeData>>) {
  if (node.kind !== 'state') {
    return (
      <div className={`terminal ${node.kind}`}>
        <Anchors />
        <span className="sr-only">{node.kind}</span>
      </div>
    )
  }
  const look =
    summary === undefined
      ? STEP_LOOKS.notReached
      : awaitsRetry(summary.latest)
        ? lookOf(summary.latest)
        : STEP_LOOKS[summary.status]
  const { duration, visits, retries } = factsOf(summary)
  const words = [
    look.label,
    duration,
    visits && plural(visits, 'visit'),
    retries && plural(retries, 'retry', 'retries'),
  ]
  const facts = ['', duration, visits && `${visits}×`, retries && `↻ ${retries}`]
  const shape = node.lanes.length > 0 ? 'frame' : 'state'
  return (
    <div
      className={`${shape} tone-${look.tone} ${summary === undefined ? 'not-reached' : ''} ${selected ? 'selected' : ''}`}
    >
      <Anchors />
      <button
        type="button"
        className="nodrag nopan"
        aria-pressed={selected}
        onClick={() => select(selected ? {} : { state: node.id })}
      >
        <StatusSign look={look} />
        <span className="state-text">
          <span className="state-name">
            {node.id}
            <span className="said">, </span>
          </span>
          <span className="state-type">
            {node.type}
            <span className="said">, {words.filter(Boolean).join(', ')}</span>
            <span aria-hidden="true">{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
          </span>
        </span>
      </button>
    </div>
  )
}

/** Nothing where there is nothing to say: one visit, no retry. */
function factsOf(summary: StateSummary | undefined) {
  if (summary === undefined) return {}
  const { latest, visits } = summary
  const retries = latest.attempts.length - 1
  return {
    duration: latest.leftMs === undefined ? undefined : formatDuration(latest.leftMs - latest.enteredMs),
    visits: visits.length > 1 ? visits.length : undefined,
    retries: retries > 0 ? retries : undefined,
  }
}

/** Where lines could be tied on; they are drawn through the points of the layout instead. */
function Anchors() {
  return (
    <>
      <Handle type="target" position={Position.Top} isConnectable={false} />
      <Handle type="source" position={Position.Bottom} isConnectable={false} />
    </>
  )
}
