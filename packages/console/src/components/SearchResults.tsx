import { useEffect, useState } from 'react'
import { useSearch } from '../hooks/use-search.ts'
import { plural } from '../model/format.ts'
import { ExecutionTable } from './ExecutionTable.tsx'
import { Icon } from './Icon.tsx'
import { ErrorNotice, Notice, Skeleton } from './Notice.tsx'

const TYPING_MS = 250
const FIRST = 100

export function SearchResults({ search }: { search: string }) {
  const wanted = useSettled(search)
  const [most, setMost] = useState(FIRST)
  const { found, pending, error, lookIntoRequests, requestsLookedInto } = useSearch(wanted)
  if (error !== null) return <ErrorNotice error={error} retry={() => window.location.reload()} />
  const further = lookIntoRequests !== undefined && (
    <button type="button" className="button" disabled={pending} onClick={lookIntoRequests}>
      <Icon name="search" /> Look into the newest {requestsLookedInto} requests too
    </button>
  )
  if (found.length === 0) {
    if (pending || wanted !== search) return <Skeleton lines={6} label="Searching" />
    return (
      <Notice title="Nothing found" icon="search" action={further}>
        Executions are found by a part of their name, and by the e-mail address or course of an enrollment. A cancelled
        request left none: look into the requests themselves.
      </Notice>
    )
  }
  return (
    <>
      <ExecutionTable executions={found.slice(0, most)} />
      <div className="pager">
        <span role="status">{pending ? 'Searching…' : `${plural(found.length, 'execution')} found`}</span>
        {found.length > most && (
          <button type="button" className="button" onClick={() => setMost(most + FIRST)}>
            Show more
          </button>
        )}
        {further}
      </div>
    </>
  )
}

/** A text once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
