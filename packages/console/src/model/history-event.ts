import type { HistoryEvent } from 'asl'

export type { HistoryEvent } from 'asl'

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
