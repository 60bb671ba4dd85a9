import { detailsOf, type HistoryEvent } from 'history'

/** What an event says at a glance: the state, the error, the resource, whatever it has. */
export function eventSummary(event: HistoryEvent): string {
  const { name, error, resource, index, length, state } = detailsOf(event)
  const parts = [
    name ?? state,
    typeof index === 'number' ? `item ${index + 1}` : undefined,
    typeof length === 'number' ? `${length} items` : undefined,
    typeof resource === 'string' ? shortResource(resource) : undefined,
    error,
  ]
  return parts.filter((part) => typeof part === 'string' && part !== '').join(' · ')
}

function shortResource(resource: string): string {
  return /:function:(.+)$/.exec(resource)?.[1] ?? resource
}

/** `LambdaFunctionTimedOut` → `Lambda function timed out`. */
export function eventTitle(type: string): string {
  const words = type.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export type EventTone = 'good' | 'bad' | 'plain'

export function eventTone(type: string): EventTone {
  if (/(Failed|TimedOut|Aborted)$/.test(type)) return 'bad'
  return /Succeeded$/.test(type) ? 'good' : 'plain'
}
