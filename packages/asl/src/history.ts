/** One event of an execution's history: AWS's wire shape, except that `timestamp` is epoch milliseconds. */
export interface HistoryEvent {
  id: number
  previousEventId: number
  type: string
  timestamp: number
  /** Exactly one `…EventDetails` object, or none (some types carry no details). */
  [details: `${string}EventDetails`]: Record<string, unknown>
}
