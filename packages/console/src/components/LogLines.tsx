import { useQuery } from '@tanstack/react-query'
import type { Step } from 'history'
import { type LogLine, logLines } from '../api/logs.ts'
import { useConsole } from '../hooks/use-console.ts'
import { formatExactTime } from '../model/format.ts'
import { type LogEntry, logEntryOf, ofExecution } from '../model/log-entry.ts'
import { maskJsonText, maskMessage } from '../model/mask.ts'
import { JsonView } from './JsonView.tsx'
import { ErrorNotice, Notice, Skeleton } from './Notice.tsx'

/** A function's last line may be written a moment after its answer. */
const AFTER_MS = 250

interface LogLinesProps {
  step: Step
  functionName: string
  executionArn: string
  live: boolean
}

/** What the step's function logged while it ran. */
export function LogLines({ step, functionName, executionArn, live }: LogLinesProps) {
  const fromMs = step.attempts[0]?.fromMs ?? step.enteredMs
  const toMs = step.attempts.at(-1)?.toMs ?? step.leftMs
  const query = useQuery({
    queryKey: ['log', functionName, fromMs, toMs],
    queryFn: ({ signal }) => logLines({ functionName, fromMs, toMs: (toMs ?? Date.now()) + AFTER_MS }, signal),
    refetchInterval: live ? 1000 : false,
  })
  if (query.isError) {
    if (/ResourceNotFound/.test(query.error.name))
      return <Notice title="This function has no log">It has never written a line.</Notice>
    return <ErrorNotice error={query.error} retry={query.refetch} />
  }
  if (query.isPending) return <Skeleton lines={3} label="Loading log lines" />
  const entries = query.data.map((line) => ({ ...line, ...logEntryOf(line.message) }))
  const lines = ofExecution(entries, executionArn)
  if (lines.length === 0)
    return <Notice title="Nothing was logged">{functionName} wrote no lines in this period.</Notice>
  return (
    <>
      <p className="faint">
        What {functionName} logged from {formatExactTime(fromMs)} on, without the lines that are known to be another
        execution's.
      </p>
      <ol className="log" aria-label={`Log of ${functionName}`}>
        {lines.map((line) => (
          <LogItem key={line.id} line={line} />
        ))}
      </ol>
    </>
  )
}

function LogItem({ line: { timestampMs, level, text, details } }: { line: LogLine & LogEntry }) {
  const { revealed } = useConsole()
  const time = <time dateTime={new Date(timestampMs).toISOString()}>{formatExactTime(timestampMs)}</time>
  // A structured line's message is a text of the function's own. What else a function prints may be anything.
  const isMessage = details !== undefined || level === 'RUNTIME'
  const shown = revealed ? text : isMessage ? maskMessage(text) : maskJsonText(text)
  const tone = /ERROR|FATAL/.test(level) ? 'tone-bad' : /WARN/.test(level) ? 'tone-warn' : ''
  if (details === undefined) {
    return (
      <li className={level === 'RUNTIME' ? 'runtime' : ''}>
        {time} <code>{shown}</code>
      </li>
    )
  }
  return (
    <li>
      {time} <span className={`chip ${tone}`}>{level}</span> {shown}
      <details>
        <summary className="faint">Fields</summary>
        <JsonView text={details} label="Fields of the line" />
      </details>
    </li>
  )
}
