import type { DiagramEdge } from '../../model/graph/diagram.ts'
import { listedLabel } from '../../model/graph/size.ts'

export type ListedEdgesProps = {
  listed: readonly { edge: DiagramEdge; taken: boolean }[]
  /** Selects a state, and moves there. */
  follow: (state: string) => void
}

/** The edges out of a state that are not drawn as lines, as links to where they lead. */
export function ListedEdges({ listed, follow }: ListedEdgesProps) {
  if (listed.length === 0) return null
  return (
    <ul className="listed-edges">
      {listed.map(({ edge, taken }) => (
        <li key={edge.id}>
          <button
            type="button"
            className={`nodrag nopan ${edge.kind} ${taken ? 'taken' : ''}`}
            title={edge.label}
            onClick={() => follow(edge.to)}
          >
            <span className="edge-condition">{listedLabel(edge)}</span>
            <span aria-hidden="true">→</span>
            <span className="said"> to </span>
            <span className="edge-target">
              {edge.to}
              {taken && <span className="said">, taken</span>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}
