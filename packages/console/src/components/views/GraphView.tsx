import { useMemo, useState } from 'react'
import type { Definition, Run } from '../../hooks/use-run.ts'
import { useSteps } from '../../hooks/use-run.ts'
import { diagramOf } from '../../model/graph/diagram.ts'
import { folded } from '../../model/graph/fold.ts'
import type { ViewProps } from '../../model/selection.ts'
import { ErrorNotice, Skeleton } from '../Notice.tsx'
import { Graph } from './Graph.tsx'
import { Legend } from './Legend.tsx'
import { Replay } from './Replay.tsx'

interface GraphViewProps extends ViewProps {
  run: Run
  definition: Definition | undefined
  error: Error | null
}

export function GraphView(props: GraphViewProps) {
  if (props.error !== null) return <ErrorNotice error={props.error} retry={() => window.location.reload()} />
  if (props.definition === undefined) return <Skeleton lines={8} label="Loading the definition" />
  return <RunGraph {...props} definition={props.definition} />
}

function RunGraph({ run, definition, steps, selected, select }: GraphViewProps & { definition: Definition }) {
  const [upTo, setUpTo] = useState<number | undefined>()
  const replayed = useSteps(
    useMemo(() => run.events.slice(0, upTo), [run.events, upTo]),
    definition,
  )
  const [all, setAll] = useState(false)
  const whole = useMemo(() => diagramOf(definition.machine), [definition])
  const reached = [...new Set(steps.all.map(({ state }) => state))].sort().join()
  const diagram = useMemo(() => (all ? whole : folded(whole, new Set(reached.split(',')))), [all, whole, reached])
  const hidden = whole.nodes.length - diagram.nodes.length
  return (
    <>
      <div className="graph-bar">
        <Replay events={run.events} live={run.execution.status === 'RUNNING'} upTo={upTo} onChange={setUpTo} />
        {(hidden > 0 || all) && (
          <label className="all-states">
            <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
            All states{hidden > 0 && `, ${hidden} more`}
          </label>
        )}
        <Legend />
      </div>
      <Graph diagram={diagram} steps={upTo === undefined ? steps : replayed} selected={selected} select={select} />
    </>
  )
}
