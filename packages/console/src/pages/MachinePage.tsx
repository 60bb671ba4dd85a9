import { stepsOf } from 'history'
import { useMemo, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { StateMachine } from '../api/step-functions.ts'
import { CopyButton } from '../components/CopyButton.tsx'
import { ExecutionLink } from '../components/ExecutionLink.tsx'
import { Icon } from '../components/Icon.tsx'
import { JsonView } from '../components/JsonView.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { Pager } from '../components/Pager.tsx'
import { StartExecution } from '../components/StartExecution.tsx'
import { StatusMark } from '../components/StatusMark.tsx'
import { Tabs } from '../components/Tabs.tsx'
import { Graph } from '../components/views/Graph.tsx'
import { useConsole, useMachineDefinition } from '../hooks/use-console.ts'
import { PAGE_SIZE, useExecutions } from '../hooks/use-executions.ts'
import { useTitle } from '../hooks/use-title.ts'
import { formatDuration, formatWhen } from '../model/format.ts'
import { diagramOf } from '../model/graph/diagram.ts'
import { statesOf } from '../model/graph/machine.ts'
import { paths } from '../model/paths.ts'
import type { Selection } from '../model/selection.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'

const NO_STEPS = stepsOf([])
const TABS = [
  { id: 'executions', label: 'Executions' },
  { id: 'graph', label: 'Graph' },
  { id: 'definition', label: 'Definition' },
] as const
type Tab = (typeof TABS)[number]['id']

/** One state machine: its executions, and its definition before there is any. */
export function MachinePage() {
  const { machines } = useConsole()
  const { machine: name = '' } = useParams()
  const machine = machines.find((known) => known.name === name)
  useTitle(name)
  if (machine !== undefined) return <Machine key={machine.arn} machine={machine} />
  return (
    <Notice
      page
      title="State machine not found"
      icon="search"
      action={<Link to={paths.machines}>See the state machines</Link>}
    >
      This endpoint has none of that name.
    </Notice>
  )
}

function Machine({ machine }: { machine: StateMachine }) {
  const { settings } = useConsole()
  const definition = useMachineDefinition(machine.arn)
  const executions = useExecutions(machine.arn, [])
  const [tab, setTab] = useState<Tab | undefined>()
  const [starting, setStarting] = useState(false)
  // Before the first execution there is the graph to look at.
  const shown = tab ?? (executions.data?.items.length === 0 || executions.isError ? 'graph' : 'executions')
  return (
    <>
      <nav className="crumbs" aria-label="Breadcrumb">
        <Link to={paths.machines}>State machines</Link>
        <Icon name="chevron" size={12} />
        <span className="mono">{machine.name}</span>
        <CopyButton text={() => machine.arn} what="ARN" />
      </nav>
      <div className="page-head">
        <h1>{machine.name}</h1>
        {!settings.readOnly && (
          <button type="button" className="button primary" onClick={() => setStarting(true)}>
            <Icon name="play" /> Start execution
          </button>
        )}
      </div>
      <div className="sheet">
        <Tabs label="Views" tabs={TABS} selected={shown} onSelect={setTab}>
          {shown === 'executions' && <Executions machine={machine} />}
          {shown !== 'executions' && definition.isPending && <Skeleton label="Loading the definition" />}
          {shown !== 'executions' && definition.isError && (
            <ErrorNotice error={definition.error} retry={definition.refetch} />
          )}
          {shown === 'graph' && definition.data && <DefinitionGraph definition={definition.data} />}
          {shown === 'definition' && definition.data && (
            <JsonView text={definition.data.text} label="Definition" plain />
          )}
        </Tabs>
      </div>
      {starting && <StartExecution machine={machine} onClose={() => setStarting(false)} />}
    </>
  )
}

function DefinitionGraph({ definition }: { definition: NonNullable<ReturnType<typeof useMachineDefinition>['data']> }) {
  const [{ state }, select] = useState<Selection>({})
  const selected = state === undefined ? undefined : { state }
  const diagram = useMemo(() => diagramOf(definition.machine), [definition])
  const stateDefinition = state === undefined ? undefined : statesOf(definition.machine).get(state)
  return (
    <>
      <div className="definition-graph">
        <Graph diagram={diagram} steps={NO_STEPS} selected={selected} select={select} />
      </div>
      {state !== undefined && (
        <section className="state-definition" aria-label={`State ${state}`}>
          <h2>{state}</h2>
          <JsonView text={JSON.stringify(stateDefinition)} label={`Definition of ${state}`} plain />
        </section>
      )}
    </>
  )
}

function Executions({ machine }: { machine: StateMachine }) {
  const [tokens, setTokens] = useState<readonly string[]>([])
  const { data, error, isPending, isPlaceholderData, refetch } = useExecutions(machine.arn, tokens)
  if (error !== null && data === undefined) return <ErrorNotice error={error} retry={refetch} />
  if (isPending) return <Skeleton lines={10} label="Loading executions" />
  const { items, next, number } = data
  if (items.length === 0) return <Notice title="No executions yet">Its graph can be looked at already.</Notice>
  const first = number * PAGE_SIZE
  return (
    <>
      <table className="table rows">
        <caption className="sr-only">Executions, newest first</caption>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Started</th>
            <th scope="col">Duration</th>
            <th scope="col">Execution</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ arn, status, startMs, stopMs }) => (
            <tr key={arn}>
              <td>
                <StatusMark look={EXECUTION_LOOKS[status]} />
              </td>
              <td className="cell-when">{formatWhen(startMs)}</td>
              <td className="number">{stopMs === undefined ? '–' : formatDuration(stopMs - startMs)}</td>
              <td className="cell-link">
                <ExecutionLink arn={arn} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Pager
        text={`${first + 1}–${first + items.length}`}
        onNewer={tokens.length === 0 ? undefined : () => setTokens(tokens.slice(0, -1))}
        onOlder={next === undefined || isPlaceholderData ? undefined : () => setTokens([...tokens, next])}
      />
    </>
  )
}
