import { type Fields, isObject, type Report } from './report.ts'

const RETRIER_FIELDS = [
  ...['Comment', 'ErrorEquals', 'IntervalSeconds', 'MaxAttempts', 'BackoffRate', 'MaxDelaySeconds', 'JitterStrategy'],
]
const MAX_SECONDS = 99_999_999
/** "must be greater than 0 and less than 31622400" (developer guide). */
const MAX_DELAY_SECONDS = 31_622_399

export function checkRetry(report: Report, retry: unknown, location: string): void {
  const retriers = listOf(report, retry, location)
  for (const [index, value] of retriers.entries()) {
    const where = `${location}[${index}]`
    const retrier = report.object(value, where)
    if (retrier === undefined) continue
    refuseUnknown(report, retrier, RETRIER_FIELDS, where)
    checkErrorEquals(report, retrier, index === retriers.length - 1, where)
    const { IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds, JitterStrategy, Comment } = retrier
    if (IntervalSeconds !== undefined) {
      report.integer(IntervalSeconds, { min: 1, max: MAX_SECONDS }, `${where}/IntervalSeconds`)
    }
    if (MaxAttempts !== undefined) report.integer(MaxAttempts, { min: 0, max: MAX_SECONDS }, `${where}/MaxAttempts`)
    if (BackoffRate !== undefined) {
      report.number(BackoffRate, { min: 1, max: Number.MAX_VALUE }, `${where}/BackoffRate`)
    }
    if (MaxDelaySeconds !== undefined) {
      report.integer(MaxDelaySeconds, { min: 1, max: MAX_DELAY_SECONDS }, `${where}/MaxDelaySeconds`)
    }
    if (JitterStrategy !== undefined && JitterStrategy !== 'FULL' && JitterStrategy !== 'NONE') {
      report.schema('Value is not one of [FULL, NONE]', `${where}/JitterStrategy`)
    }
    if (Comment !== undefined) report.string(Comment, `${where}/Comment`)
  }
}

/** `checkExit` checks a catcher's Assign and Output. */
export function checkCatch(
  report: Report,
  catchers: unknown,
  fields: readonly string[],
  location: string,
  checkExit: (catcher: Fields, location: string) => void,
): void {
  const list = listOf(report, catchers, location)
  for (const [index, value] of list.entries()) {
    const where = `${location}[${index}]`
    const catcher = report.object(value, where)
    if (catcher === undefined) continue
    refuseUnknown(report, catcher, fields, where)
    checkErrorEquals(report, catcher, index === list.length - 1, where)
    if (catcher.Next === undefined) report.schema('These fields are required: [Next]', where)
    else report.string(catcher.Next, `${where}/Next`)
    if (catcher.Comment !== undefined) report.string(catcher.Comment, `${where}/Comment`)
    checkExit(catcher, where)
  }
}

function listOf(report: Report, value: unknown, location: string): readonly unknown[] {
  if (Array.isArray(value)) return value
  report.schema('Expected value of type Array', location)
  return []
}

function checkErrorEquals(report: Report, { ErrorEquals }: Fields, last: boolean, location: string): void {
  const where = `${location}/ErrorEquals`
  if (ErrorEquals === undefined) {
    report.schema('These fields are required: [ErrorEquals]', location)
    return
  }
  const names = report.list(ErrorEquals, where)
  if (names === undefined) return
  for (const [index, name] of names.entries()) report.string(name, `${where}[${index}]`)
  if (names.includes('States.ALL') && (names.length > 1 || !last)) {
    report.schema('States.ALL must appear alone and at end of list', where)
  }
}

export function refuseUnknown(report: Report, value: Fields, known: readonly string[], location: string): void {
  if (!isObject(value)) return
  for (const field of Object.keys(value)) {
    if (!known.includes(field)) report.schema(`Field '${field}' is not supported`, location)
  }
}
