const OFFSET_DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d)(?::(\d\d))?)$/i

/** Epoch ms of an ISO-8601 extended offset date-time (`2016-03-14T01:59:00Z`), or undefined if the text is none. */
export function parseTimestamp(text: string): number | undefined {
  const match = OFFSET_DATE_TIME.exec(text)
  if (match === null) return undefined
  const part = (index: number) => Number(match[index] ?? 0)
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)]
  const [offsetHours, offsetMinutes, offsetSeconds] = [part(9), part(10), part(11)]
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined
  if (hour > 23 || minute > 59 || second > 59) return undefined
  if (offsetHours > 18 || offsetMinutes > 59 || offsetSeconds > 59) return undefined
  const fractionMs = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1000)
  const offsetMs = (match[8] === '-' ? -1000 : 1000) * (offsetHours * 3600 + offsetMinutes * 60 + offsetSeconds)
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, fractionMs)
  return date.getTime() - offsetMs
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (month === 2) return leap ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
