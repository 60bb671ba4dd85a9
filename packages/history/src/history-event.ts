/** One event of an execution's history: AWS's wire shape, except that `timestamp` is epoch milliseconds. */
export interface HistoryEvent {
  id: number
  previousEventId: number
  type: string
  timestamp: number
  /** Exactly one `…EventDetails` object, or none (some types carry no details). */
  [details: `${string}EventDetails`]: Record<string, unknown>
}

/** An event as the AWS SDK for JavaScript returns it. */
interface SdkEvent {
  id?: number | undefined
  previousEventId?: number | undefined
  type?: string | undefined
  timestamp?: Date | undefined
}

export function eventFromSdk({
  id = 0,
  previousEventId = 0,
  type = '',
  timestamp,
  ...details
}: SdkEvent): HistoryEvent {
  return { ...details, id, previousEventId, type, timestamp: timestamp?.getTime() ?? 0 }
}

/** What an event says besides its type, whatever the type; nothing where it carries no details. */
export function detailsOf(event: HistoryEvent): Record<string, unknown> {
  for (const [key, value] of Object.entries(event)) {
    if (key.endsWith('EventDetails') && typeof value === 'object') return value as Record<string, unknown>
  }
  return {}
}

export function textOf(details: Record<string, unknown>, key: string): string | undefined {
  const value = details[key]
  return typeof value === 'string' ? value : undefined
}
