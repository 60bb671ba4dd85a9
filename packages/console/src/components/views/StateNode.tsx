import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { awaitsRetry } from 'history'
import { formatDuration, plural } from '../../model/format.ts'
import type { DiagramNode } from '../../model/graph/diagram.ts'
import type { StateSummary } from '../../model/graph/overlay.ts'
import type { Selection } from '../../model/selection.ts'
import { lookOf, STEP_LOOKS } from '../../model/status.ts'
import { StatusSign } from '../StatusMark.tsx'
import { ListedEdges, type ListedEdgesProps } from './ListedEdges.tsx'

export type StateNodeData = {
  node: DiagramNode
  summary?: StateSummary
  selected: boolean
  enteredFrom: readonly string[]
  select: (selection: Selection) => void
} & ListedEdgesProps

/** A state as a button with its name, type and status; a Parallel or Map is the frame around its states. */
export function StateNode({ data }: NodeProps<Node<StateNodeData>>) {
  const { node, summary, selected, select, enteredFrom, listed, follow } = data
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
      {enteredFrom.length > 0 && <EnteredFrom states={enteredFrom} />}
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
      <ListedEdges listed={listed} follow={follow} />
    </div>
  )
}

function EnteredFrom({ states }: { states: readonly string[] }) {
  const text = `from ${states.join(', ')}`
  return (
    <span className="entered-from" title={text}>
      {text}
    </span>
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
