import { type Course, type CourseSettings, isCourseId } from 'records'

/** A course as its form has it: all of it text. */
export interface CourseForm {
  id: string
  title: string
  seats: string
  waitlist: string
  paymentHours: string
  /** As a field of the browser has it, in the zone of this machine: `2026-11-27T09:00`. */
  opensAt: string
  closesAt: string
}

export type CourseProblems = Partial<Record<keyof CourseForm, string>>

export const EMPTY_COURSE: CourseForm = {
  id: '',
  title: '',
  seats: '',
  waitlist: '',
  paymentHours: '',
  opensAt: '',
  closesAt: '',
}

const MOST_SEATS = 1_000_000

export function courseFormOf(course: Course): CourseForm {
  return {
    id: course.id,
    title: course.title,
    seats: String(course.seats),
    waitlist: course.waitlist === 0 ? '' : String(course.waitlist),
    paymentHours: course.paymentHours === 0 ? '' : String(course.paymentHours),
    opensAt: localTime(course.opensAt),
    closesAt: localTime(course.closesAt),
  }
}

/** What is wrong with a form, by its fields. */
export function courseProblems(form: CourseForm, before?: Course): CourseProblems {
  const problems: CourseProblems = {}
  if (!isCourseId(form.id)) {
    problems.id = 'Expected 1 to 64 letters, digits, dots, underscores or hyphens, such as maths-1.'
  }
  if (form.title.trim() === '') problems.title = 'Enter the title of the course.'
  if (!isCount(form.seats)) problems.seats = 'Expected a whole number from 0 to 1,000,000.'
  else if (before !== undefined && Number(form.seats) < before.seatsTaken) {
    problems.seats = `${before.seatsTaken} seats are taken. Withdraw students first, or keep at least as many.`
  }
  if (form.waitlist !== '' && !isCount(form.waitlist)) problems.waitlist = 'Expected a whole number, or nothing.'
  if (form.paymentHours !== '' && !(Number(form.paymentHours) >= 0)) {
    problems.paymentHours = 'Expected a number of hours, such as 48, or nothing.'
  }
  if (form.opensAt !== '' && form.closesAt !== '' && form.opensAt >= form.closesAt) {
    problems.closesAt = 'The course has to close after it opens.'
  }
  return problems
}

/** The settings of a form without problems. A time that was not touched stays as it is, to the second. */
export function settingsIn(form: CourseForm, before?: Course): CourseSettings {
  return {
    title: form.title.trim(),
    seats: Number(form.seats),
    waitlist: Number(form.waitlist),
    paymentHours: Number(form.paymentHours),
    opensAt: moment(form.opensAt, before?.opensAt),
    closesAt: moment(form.closesAt, before?.closesAt),
  }
}

function moment(local: string, before: string | undefined): string | undefined {
  if (local === localTime(before)) return before
  return local === '' ? undefined : new Date(local).toISOString()
}

function localTime(iso: string | undefined): string {
  if (iso === undefined || Number.isNaN(Date.parse(iso))) return ''
  const date = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}

function isCount(text: string): boolean {
  return /^\d+$/.test(text) && Number(text) <= MOST_SEATS
}

/** Whether requests are accepted at a time, and until or since when. */
export function opening({ opensAt, closesAt }: Pick<Course, 'opensAt' | 'closesAt'>, nowMs: number) {
  if (opensAt !== undefined && Date.parse(opensAt) > nowMs)
    return { state: 'not open', ms: Date.parse(opensAt) } as const
  if (closesAt !== undefined && Date.parse(closesAt) <= nowMs)
    return { state: 'closed', ms: Date.parse(closesAt) } as const
  return { state: 'open', ms: closesAt === undefined ? undefined : Date.parse(closesAt) } as const
}
