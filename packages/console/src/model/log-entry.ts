/** A line of a function's log: what it says, and what else it carries. */
export interface LogEntry {
  /** `INFO`, `ERROR`, …; `RUNTIME` for what the runtime itself writes about a request. */
  level: string
  text: string
  /** JSON text of a structured line. */
  details?: string
  requestId?: string
  /** The ARN of the execution that asked, where the function knows it. */
  execution?: string
}

const RUNTIME_LINE = /^(START|END|REPORT|INIT_START|INIT_REPORT)\b(?:.*?RequestId: (\S+))?/

/** Reads a line as Powertools writes it, as the runtime does, or as it is. */
export function logEntryOf(message: string): LogEntry {
  const runtime = RUNTIME_LINE.exec(message)
  if (runtime !== null)
    return { level: 'RUNTIME', text: message, ...(runtime[2] !== undefined && { requestId: runtime[2] }) }
  const line = objectIn(message)
  if (line === undefined) return { level: '', text: message }
  const { level, message: text, function_request_id: requestId, execution } = line
  return {
    level: typeof level === 'string' ? level.toUpperCase() : '',
    text: typeof text === 'string' ? text : message,
    details: message,
    ...(typeof requestId === 'string' && { requestId }),
    ...(typeof execution === 'string' && { execution }),
  }
}

/** Leaves out the requests that are known to be another execution's. */
export function ofExecution<T extends LogEntry>(entries: readonly T[], executionArn: string): T[] {
  const foreign = new Set(
    entries.flatMap(({ requestId, execution }) =>
      execution === undefined || execution === executionArn ? [] : [requestId],
    ),
  )
  return entries.filter(({ requestId }) => requestId === undefined || !foreign.has(requestId))
}

function objectIn(message: string): Record<string, unknown> | undefined {
  if (!message.startsWith('{')) return undefined
  try {
    return JSON.parse(message) as Record<string, unknown>
  } catch {
    return undefined
  }
}
