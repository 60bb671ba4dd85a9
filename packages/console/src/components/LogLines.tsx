import { useQuery } from '@tanstack/react-query'
import { logLines } from '../api/logs.ts'
import { useConsole } from '../hooks/use-console.ts'
import { formatExactTime } from '../model/format.ts'
import { maskText } from '../model/mask.ts'
import type { Step } from '../model/steps/step.ts'
import { ErrorNotice, Notice, Skeleton } from './Notice.tsx'

/** A function's last line may be written a moment after its answer. */
const AFTER_MS = 250

/** What the step's function logged while it ran. */
export function LogLines({ step, functionName, live }: { step: Step; functionName: string; live: boolean }) {
  const { revealed } = useConsole()
  const fromMs = step.attempts[0]?.fromMs ?? step.enteredMs
  const toMs = step.attempts.at(-1)?.toMs ?? step.leftMs
  const query = useQuery({
    queryKey: ['log', functionName, fromMs, toMs],
    queryFn: ({ signal }) => logLines({ functionName, fromMs, toMs: (toMs ?? Date.now()) + AFTER_MS }, signal),
    refetchInterval: live ? 1000 : false,
  })
  if (query.isError) {
    if (/ResourceNotFound/.test(query.error.name))
      return <Notice title="This function has no log">Nothing was ever written.</Notice>
    return <ErrorNotice error={query.error} retry={query.refetch} />
  }
  if (query.isPending) return <Skeleton lines={3} label="Loading log lines" />
  if (query.data.length === 0)
    return <Notice title="Nothing was logged">{functionName} wrote no line in this time.</Notice>
  return (
    <>
      <p className="faint">
        What {functionName} logged from {formatExactTime(fromMs)} on, for other executions of that moment too
      </p>
      <ol className="log" aria-label={`Log of ${functionName}`}>
        {query.data.map(({ id, timestampMs, message }) => (
          <li key={id}>
            <time dateTime={new Date(timestampMs).toISOString()}>{formatExactTime(timestampMs)}</time>
            <code>{revealed ? message : maskText(message)}</code>
          </li>
        ))}
      </ol>
    </>
  )
}
