/** `45 ms`, `1.25 s`, `2 min 3 s`, `3 h 12 min`, `2 d 4 h`. */
export function formatDuration(ms: number): string {
  const whole = Math.max(0, Math.round(ms))
  if (whole < 1000) return `${whole} ms`
  if (whole < 60_000) return `${trimmed(whole / 1000, whole < 10_000 ? 2 : 1)} s`
  const seconds = Math.round(whole / 1000)
  if (seconds < 3600) return pair(seconds, 60, 'min', 's')
  const minutes = Math.round(seconds / 60)
  return minutes < 24 * 60 ? pair(minutes, 60, 'h', 'min') : pair(Math.round(minutes / 60), 24, 'd', 'h')
}

function pair(value: number, base: number, large: string, small: string): string {
  const rest = value % base
  return `${Math.floor(value / base)} ${large}${rest === 0 ? '' : ` ${rest} ${small}`}`
}

function trimmed(value: number, digits: number): string {
  return String(Number(value.toFixed(digits)))
}

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const moment = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
})

/** Day, time and zone: `27 Nov 2026, 09:05 UTC`. In the zone of this machine. */
export function formatWhen(ms: number): string {
  return Number.isNaN(ms) ? '–' : moment.format(ms)
}

/** The time of day with its milliseconds. */
export function formatExactTime(ms: number): string {
  return `${time.format(ms)}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`
}

export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  return bytes < 1024 * 1024 ? `${trimmed(bytes / 1024, 1)} KiB` : `${trimmed(bytes / 1024 / 1024, 1)} MiB`
}

/** Sums of a hundredth of a cent and less, to three figures. */
export function formatDollars(dollars: number): string {
  if (dollars === 0) return '$0'
  const digits = Math.min(12, Math.max(2, 2 - Math.floor(Math.log10(dollars))))
  return `$${dollars.toFixed(digits)}`
}

export function formatCount(count: number): string {
  return count.toLocaleString('en-US')
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
