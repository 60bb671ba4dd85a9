import { useMemo } from 'react'
import { Link, useParams, useSearchParams } from 'react-router'
import { Actions } from '../components/Actions.tsx'
import { ExecutionHead } from '../components/ExecutionHead.tsx'
import { ExecutionSummary } from '../components/ExecutionSummary.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { Payloads } from '../components/Payloads.tsx'
import { StepPanel } from '../components/StepPanel.tsx'
import { Tabs } from '../components/Tabs.tsx'
import { EventsView } from '../components/views/EventsView.tsx'
import { GraphView } from '../components/views/GraphView.tsx'
import { StepsView } from '../components/views/StepsView.tsx'
import { TimelineView } from '../components/views/TimelineView.tsx'
import { useConsole } from '../hooks/use-console.ts'
import { type Run, useDefinition, useRun, useSteps } from '../hooks/use-run.ts'
import { executionArnOf } from '../model/arns.ts'
import { paths, VIEWS, type View } from '../model/paths.ts'
import type { Selection } from '../model/selection.ts'
import { selectedIn } from '../model/selection.ts'

export function ExecutionPage() {
  const { machine } = useConsole()
  const { execution = '' } = useParams()
  const run = useRun(executionArnOf(machine.arn, execution))
  if (run.data !== undefined)
    return <LoadedExecution key={execution} run={run.data} lost={run.error} retry={run.refetch} />
  if (run.error === null) return <Skeleton lines={12} label="Loading the execution" />
  if (/DoesNotExist|InvalidArn/.test(run.error.name)) {
    return (
      <Notice page title="Execution not found" icon="search" action={<Link to={paths.requests}>See the requests</Link>}>
        It may be in another account or region, or older than the 90 days for which Step Functions keeps histories.
      </Notice>
    )
  }
  return <ErrorNotice error={run.error} retry={run.refetch} />
}

interface LoadedProps {
  run: Run
  /** Why the last poll of a running execution failed. */
  lost: Error | null
  retry: () => void
}

function LoadedExecution({ run, lost, retry }: LoadedProps) {
  const { execution, events } = run
  const definition = useDefinition(execution.arn)
  const steps = useSteps(events, definition.data)
  const [query, setQuery] = useSearchParams()
  const view = VIEWS.find((known) => known === query.get('view')) ?? 'graph'
  const [state, visit] = [query.get('state') ?? undefined, Number(query.get('visit')) || undefined]
  const selected = useMemo(() => selectedIn(steps, { state, visit }), [steps, state, visit])
  const change = (changes: Record<string, string | number | undefined>) => {
    const next = new URLSearchParams(query)
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) next.delete(name)
      else next.set(name, String(value))
    }
    setQuery(next, { replace: true })
  }
  const select = ({ state, visit }: Selection) => change({ state, visit })
  const show = (view: View) => change({ view: view === 'graph' ? undefined : view })
  const shared = { run, steps, selected, select, definition: definition.data }
  return (
    <>
      <ExecutionHead execution={execution} steps={steps} select={select}>
        <Actions execution={execution} />
      </ExecutionHead>
      {lost !== null && <ErrorNotice error={lost} retry={retry} />}
      <ExecutionSummary run={run} steps={steps} definition={definition.data} />
      <Payloads execution={execution} />
      <div className="workbench">
        <Tabs label="Views" tabs={VIEW_TABS} selected={view} onSelect={show}>
          {view === 'graph' && <GraphView {...shared} error={definition.error} />}
          {view === 'timeline' && <TimelineView {...shared} />}
          {view === 'steps' && <StepsView {...shared} />}
          {view === 'events' && <EventsView {...shared} />}
        </Tabs>
        <StepPanel {...shared} />
      </div>
    </>
  )
}

const LABELS: Record<View, string> = { graph: 'Graph', timeline: 'Timeline', steps: 'Steps', events: 'Events' }
const VIEW_TABS = VIEWS.map((id) => ({ id, label: LABELS[id] }))
