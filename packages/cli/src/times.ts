import { Failure } from './failure.ts'

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/
const TIME = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/

/**
 * A time as it is stored: ISO 8601, UTC, in seconds. `text` is a time with its zone, or a date: the start or the end of that day in the
 * zone of this machine.
 */
export function timeOf(option: string, text: string, edge: 'start' | 'end'): string {
  const date = DATE.exec(text.trim())
  const ms = date ? edgeOfDay(date, edge) : instantOf(text.trim())
  if (Number.isFinite(ms)) return storedTime(ms)
  throw new Failure(
    `${option} ${text} is no time: expected a date, such as 2026-12-31, or a time with its zone, such as 2026-12-31T18:00+01:00.`,
  )
}

/** The last second of a day belongs to it. */
function edgeOfDay([, year, month, day]: RegExpExecArray, edge: 'start' | 'end'): number {
  const start = new Date(Number(year), Number(month) - 1, Number(day))
  // 30 February is in March.
  if (start.getMonth() !== Number(month) - 1 || start.getDate() !== Number(day)) return Number.NaN
  if (edge === 'start') return start.getTime()
  return new Date(Number(year), Number(month) - 1, Number(day) + 1).getTime() - 1000
}

function instantOf(text: string): number {
  const [, date = ''] = TIME.exec(text) ?? []
  if (date === '' || new Date(`${date}T00:00Z`).toISOString().slice(0, 10) !== date) return Number.NaN
  return Date.parse(text)
}

function storedTime(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
}

/** A time in the zone of this machine, in full: `Fri, 27 Nov 2026, 23:59:59 GMT+1`. */
export function inFull(iso: string): string {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? iso : new Intl.DateTimeFormat('en-GB', FULL).format(ms)
}

const FULL = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
} as const

/** A time in the zone of this machine, for a column: `2026-11-27 23:59`. */
export function inShort(iso: string): string {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? iso : new Intl.DateTimeFormat('sv-SE', SHORT).format(ms)
}

/** Sweden writes ISO 8601. */
const SHORT = { dateStyle: 'short', timeStyle: 'short' } as const
