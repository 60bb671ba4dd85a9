import { useMemo } from 'react'
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
import { navigate } from '../hooks/use-route.ts'
import { type Run, useDefinition, useRun, useSteps } from '../hooks/use-run.ts'
import { executionArnOf } from '../model/arns.ts'
import { type Route, VIEWS, type View } from '../model/routes.ts'
import type { Selection } from '../model/selection.ts'
import { selectedIn } from '../model/selection.ts'

type ExecutionRoute = Extract<Route, { page: 'execution' }>

export function ExecutionPage({ route }: { route: ExecutionRoute }) {
  const { machine } = useConsole()
  const arn = executionArnOf(machine.arn, route.execution)
  const run = useRun(arn)
  if (run.data !== undefined)
    return <LoadedExecution route={route} run={run.data} lost={run.error} retry={run.refetch} />
  if (run.error === null) return <Skeleton lines={12} label="Loading the execution" />
  if (/DoesNotExist|InvalidArn/.test(run.error.name)) {
    return (
      <Notice title="Execution not found" icon="search" action={<a href="#/executions">See the executions</a>}>
        It may be in another account or region, or older than the 90 days for which Step Functions keeps histories.
      </Notice>
    )
  }
  return <ErrorNotice error={run.error} retry={run.refetch} />
}

interface LoadedProps {
  route: ExecutionRoute
  run: Run
  /** Why the last poll of a running execution failed. */
  lost: Error | null
  retry: () => void
}

function LoadedExecution({ route, run, lost, retry }: LoadedProps) {
  const { execution, events } = run
  const definition = useDefinition(execution.arn)
  const steps = useSteps(events, definition.data)
  const selected = useMemo(() => selectedIn(steps, route), [steps, route])
  const select = ({ state, visit }: Selection) => {
    const { state: _state, visit: _visit, ...rest } = route
    navigate(
      { ...rest, ...(state !== undefined && { state }), ...(visit !== undefined && { visit }) },
      { replace: true },
    )
  }
  const show = (view: View) => navigate({ ...route, view }, { replace: true })
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
        <Tabs label="Views" tabs={VIEW_TABS} selected={route.view} onSelect={show}>
          {route.view === 'graph' && <GraphView {...shared} error={definition.error} />}
          {route.view === 'timeline' && <TimelineView {...shared} />}
          {route.view === 'steps' && <StepsView {...shared} />}
          {route.view === 'events' && <EventsView {...shared} />}
        </Tabs>
        <StepPanel {...shared} />
      </div>
    </>
  )
}

const LABELS: Record<View, string> = { graph: 'Graph', timeline: 'Timeline', steps: 'Steps', events: 'Events' }
const VIEW_TABS = VIEWS.map((id) => ({ id, label: LABELS[id] }))
