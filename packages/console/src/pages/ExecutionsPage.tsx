import { useDeferredValue, useState } from 'react'
import { STATUSES } from '../api/step-functions.ts'
import { ExecutionTable } from '../components/ExecutionTable.tsx'
import { Icon } from '../components/Icon.tsx'
import { NewExecution } from '../components/NewExecution.tsx'
import { ErrorNotice, Notice, Skeleton } from '../components/Notice.tsx'
import { SearchResults } from '../components/SearchResults.tsx'
import { useConsole } from '../hooks/use-console.ts'
import { PAGE_SIZE, useExecutions } from '../hooks/use-executions.ts'
import { navigate } from '../hooks/use-route.ts'
import type { Route } from '../model/routes.ts'
import { EXECUTION_LOOKS } from '../model/status.ts'

type ExecutionsRoute = Extract<Route, { page: 'executions' }>

export function ExecutionsPage({ route }: { route: ExecutionsRoute }) {
  const { settings } = useConsole()
  const [starting, setStarting] = useState(false)
  const { status, search = '' } = route
  const wanted = useDeferredValue(search)
  const go = (change: Partial<ExecutionsRoute>) => navigate({ ...route, ...change }, { replace: true })
  return (
    <>
      <div className="page-head">
        <h1>Executions</h1>
        {!settings.readOnly && (
          <button type="button" className="button primary" onClick={() => setStarting(true)}>
            <Icon name="plus" /> New enrollment
          </button>
        )}
      </div>
      <div className="toolbar">
        <search className="search">
          <Icon name="search" />
          <input
            type="search"
            aria-label="Search by execution name, e-mail or course"
            placeholder="Search by execution name, e-mail or course"
            value={search}
            onChange={(event) => go({ search: event.target.value })}
          />
        </search>
        <fieldset className="segments" disabled={search.trim() !== ''}>
          <legend className="sr-only">Status</legend>
          <StatusChoice label="All" checked={status === undefined} onChoose={() => navigate({ page: 'executions' })} />
          {STATUSES.map((value) => (
            <StatusChoice
              key={value}
              label={EXECUTION_LOOKS[value].label}
              checked={status === value}
              onChoose={() => go({ status: value })}
            />
          ))}
        </fieldset>
      </div>
      {wanted.trim() === '' ? (
        <PagedExecutions key={status ?? 'all'} status={status} onStart={() => setStarting(true)} />
      ) : (
        <SearchResults search={wanted} />
      )}
      {starting && <NewExecution onClose={() => setStarting(false)} />}
    </>
  )
}

function StatusChoice({ label, checked, onChoose }: { label: string; checked: boolean; onChoose: () => void }) {
  return (
    <label className="segment">
      <input type="radio" name="status" checked={checked} onChange={onChoose} />
      <span>{label}</span>
    </label>
  )
}

/** One page at a time, as the API returns them: it has no total, and 10,000 are as fast as 10. */
function PagedExecutions({ status, onStart }: { status: string | undefined; onStart: () => void }) {
  const [tokens, setTokens] = useState<readonly string[]>([])
  const { data, error, isPending, isPlaceholderData, refetch } = useExecutions(status, tokens)
  if (error !== null && data === undefined) return <ErrorNotice error={error} retry={refetch} />
  if (isPending) return <Skeleton lines={10} label="Loading executions" />
  const { items, next, number } = data
  if (items.length === 0 && tokens.length === 0) return <NoExecutions status={status} onStart={onStart} />
  const first = number * PAGE_SIZE
  return (
    <>
      {error !== null && <ErrorNotice error={error} retry={refetch} />}
      <ExecutionTable executions={items} stale={error !== null} />
      <nav className="pager" aria-label="Pages">
        <span>
          {first + 1}–{first + items.length}
          {next === undefined && number > 0 ? ', the oldest' : ''}
        </span>
        <button
          type="button"
          className="button"
          disabled={tokens.length === 0}
          onClick={() => setTokens(tokens.slice(0, -1))}
        >
          <Icon name="back" /> Newer
        </button>
        <button
          type="button"
          className="button"
          disabled={next === undefined || isPlaceholderData}
          onClick={() => next !== undefined && setTokens([...tokens, next])}
        >
          Older <Icon name="chevron" />
        </button>
      </nav>
    </>
  )
}

function NoExecutions({ status, onStart }: { status: string | undefined; onStart: () => void }) {
  const { settings } = useConsole()
  if (status !== undefined) {
    return (
      <Notice title="No matches" icon="search" action={<a href="#/executions">Show all executions</a>}>
        No execution has this status.
      </Notice>
    )
  }
  return (
    <Notice
      title="No executions yet"
      icon="plus"
      action={
        settings.readOnly ? undefined : (
          <button type="button" className="button primary" onClick={onStart}>
            Start the first enrollment
          </button>
        )
      }
    >
      Every enrollment request is one execution and appears here.
    </Notice>
  )
}
