import { call } from './call.ts'

export interface LogLine {
  id: string
  timestampMs: number
  message: string
}

const MOST_LINES = 200

/**
 * What a function logged in a stretch of time. Lines carry no execution, so others that ran meanwhile are among them.
 */
export async function logLines(
  query: { functionName: string; fromMs: number; toMs: number },
  signal?: AbortSignal,
): Promise<LogLine[]> {
  const { events = [] } = await call<{ events?: { eventId?: string; timestamp?: number; message?: string }[] }>(
    'Logs_20140328',
    'FilterLogEvents',
    {
      logGroupName: `/aws/lambda/${query.functionName}`,
      startTime: query.fromMs,
      endTime: query.toMs,
      limit: MOST_LINES,
    },
    signal,
  )
  return events.map(({ eventId = '', timestamp = 0, message = '' }, index) => ({
    id: eventId || String(index),
    timestampMs: timestamp,
    message: message.trimEnd(),
  }))
}
