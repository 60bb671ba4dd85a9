import { ancestorsOf, type Step } from 'history'
import { useEffect, useRef, useState } from 'react'
import type { Definition, Run } from '../hooks/use-run.ts'
import { functionNameOf } from '../model/arns.ts'
import { formatDuration, formatExactTime } from '../model/format.ts'
import { statesOf } from '../model/graph/machine.ts'
import { selectionOf, type ViewProps } from '../model/selection.ts'
import { lookOf } from '../model/status.ts'
import { groupLabel } from '../model/timeline.ts'
import { AttemptList } from './AttemptList.tsx'
import { Icon } from './Icon.tsx'
import { JsonView } from './JsonView.tsx'
import { LogLines } from './LogLines.tsx'
import { Notice } from './Notice.tsx'
import { StatusMark } from './StatusMark.tsx'
import { StepValues } from './StepValues.tsx'
import { Tabs } from './Tabs.tsx'

interface StepPanelProps extends ViewProps {
  run: Run
  definition: Definition | undefined
}

type Tab = 'data' | 'attempts' | 'log' | 'definition'

/** All about the selected step. */
export function StepPanel({ steps, selected, select, run, definition }: StepPanelProps) {
  const [tab, setTab] = useState<Tab>('data')
  const panel = useBroughtIntoView(selected?.state)
  if (selected === undefined) {
    return (
      <aside className="step-panel" aria-label="Selected step">
        <Notice title="No step is selected">
          Select a step to see its input, its output, and what happened in between.
        </Notice>
      </aside>
    )
  }
  const { state, step } = selected
  const states = definition && statesOf(definition.machine)
  const stateDefinition = states?.get(state)
  const functionName = step && functionOf(step)
  const tabs: { id: Tab; label: string }[] = [
    ...(step === undefined ? [] : [{ id: 'data' as const, label: 'Data' }]),
    ...(step === undefined || step.attempts.length === 0
      ? []
      : [{ id: 'attempts' as const, label: `Attempts (${step.attempts.length})` }]),
    ...(functionName === undefined ? [] : [{ id: 'log' as const, label: 'Log' }]),
    { id: 'definition', label: 'Definition' },
  ]
  const shown = tabs.some(({ id }) => id === tab) ? tab : (tabs[0]?.id ?? 'definition')
  return (
    <aside className="step-panel" aria-label={`Step ${state}`} ref={panel}>
      <div className="step-head">
        <div>
          <p className="faint">{whereabouts(step, stateDefinition?.Type)}</p>
          <h2>{state}</h2>
        </div>
        <button type="button" className="icon-button" aria-label="Close" onClick={() => select({})}>
          <Icon name="cross" />
        </button>
        <p className="step-facts">
          <StatusMark look={lookOf(step)} />
          {step !== undefined && <StepTimes step={step} nowMs={Date.now()} />}
        </p>
        <Visits steps={steps} selected={selected} select={select} />
      </div>
      <Tabs label="About the step" tabs={tabs} selected={shown} onSelect={setTab}>
        {shown === 'data' && step !== undefined && <StepValues step={step} />}
        {shown === 'attempts' && step !== undefined && <AttemptList step={step} />}
        {shown === 'log' && step !== undefined && functionName !== undefined && (
          <LogLines
            step={step}
            functionName={functionName}
            executionArn={run.execution.arn}
            live={run.execution.status === 'RUNNING'}
          />
        )}
        {shown === 'definition' && (
          <JsonView text={stateDefinition && JSON.stringify(stateDefinition)} label={`Definition of ${state}`} plain />
        )}
      </Tabs>
    </aside>
  )
}

/** On a narrow screen the panel is below the view: selecting a step scrolls to it, a reload does not. */
function useBroughtIntoView(state: string | undefined) {
  const panel = useRef<HTMLElement>(null)
  const before = useRef(state)
  useEffect(() => {
    const isNew = state !== undefined && before.current !== state
    before.current = state
    if (isNew && window.matchMedia('(max-width: 1080px)').matches) panel.current?.scrollIntoView({ block: 'nearest' })
  }, [state])
  return panel
}

function functionOf({ attempts }: Step): string | undefined {
  const called = attempts.findLast(({ resource }) => resource !== undefined)
  return functionNameOf(called?.resource, called?.input)
}

function whereabouts(step: Step | undefined, type: string | undefined): string {
  if (step === undefined) return type ?? ''
  const container = ancestorsOf(step).at(-1)
  const group =
    step.group && container ? ` · ${groupLabel(step.group, container.attempts.length)} of ${container.state}` : ''
  return `${step.type}${group}`
}

function StepTimes({ step, nowMs }: { step: Step; nowMs: number }) {
  return (
    <span className="faint">
      {formatDuration((step.leftMs ?? Math.max(nowMs, step.enteredMs)) - step.enteredMs)}, from{' '}
      {formatExactTime(step.enteredMs)}
    </span>
  )
}

/** A loop or a Map comes to a state more than once. */
function Visits({ steps, selected, select }: ViewProps) {
  const visits = steps.all.filter(({ state }) => state === selected?.state)
  if (visits.length < 2) return null
  return (
    <label className="visits">
      Visit
      <select
        value={selected?.step?.id}
        onChange={(event) => {
          const step = visits.find(({ id }) => id === Number(event.target.value))
          if (step !== undefined) select(selectionOf(steps, step))
        }}
      >
        {visits.map((step, index) => (
          <option key={step.id} value={step.id}>
            {index + 1} of {visits.length}: {lookOf(step).label.toLowerCase()}
          </option>
        ))}
      </select>
    </label>
  )
}
