import { type CourseSettings, DEFAULT_COURSE, isCourseId } from 'records'
import { Failure } from './failure.ts'
import { timeOf } from './times.ts'

/** The settings as they are typed. */
export interface SettingOptions {
  title?: string
  seats?: string
  waitlist?: string
  opensAt?: string
  closesAt?: string
  paymentHours?: string
}

const MAX_PLACES = 1_000_000
/** A request waits at most 350 days. */
const MAX_PAYMENT_HOURS = 8400

/** What is typed; a time that is `none` is undefined. */
export function settingsOf(options: SettingOptions): Partial<CourseSettings> {
  const { title, seats, waitlist, opensAt, closesAt, paymentHours } = options
  if (title?.trim() === '') throw new Failure('--title is blank: expected a title, such as "Maths 1".')
  return {
    ...(title === undefined ? {} : { title: title.trim() }),
    ...(seats === undefined ? {} : { seats: countOf('--seats', seats) }),
    ...(waitlist === undefined ? {} : { waitlist: countOf('--waitlist', waitlist) }),
    ...(opensAt === undefined ? {} : { opensAt: timeOrNone('--opens-at', opensAt, 'start') }),
    ...(closesAt === undefined ? {} : { closesAt: timeOrNone('--closes-at', closesAt, 'end') }),
    ...(paymentHours === undefined ? {} : { paymentHours: hoursOf(paymentHours) }),
  }
}

export function checkCourseId(option: string, id: string): void {
  if (isCourseId(id)) return
  throw new Failure(
    `${option} is not a course id: expected 1 to 64 letters, digits, dots, underscores or hyphens, such as ${DEFAULT_COURSE}.`,
  )
}

/** A course that closes before it opens takes nobody. */
export function checkDates({ opensAt, closesAt }: Pick<CourseSettings, 'opensAt' | 'closesAt'>): void {
  if (opensAt === undefined || closesAt === undefined || Date.parse(opensAt) < Date.parse(closesAt)) return
  throw new Failure(
    `The course would close (${closesAt}) before it opens (${opensAt}): change --opens-at or --closes-at, or give none.`,
  )
}

function countOf(option: string, text: string): number {
  if (/^\d+$/.test(text) && Number(text) <= MAX_PLACES) return Number(text)
  throw new Failure(`${option} ${text} is out of range: expected a whole number from 0 to ${MAX_PLACES}.`)
}

function hoursOf(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text) && Number(text) <= MAX_PAYMENT_HOURS) return Number(text)
  throw new Failure(
    `--payment-hours ${text} is out of range: expected hours from 0 to ${MAX_PAYMENT_HOURS}, such as 48.`,
  )
}

function timeOrNone(option: string, text: string, edge: 'start' | 'end'): string | undefined {
  return text.trim().toLowerCase() === 'none' ? undefined : timeOf(option, text, edge)
}
