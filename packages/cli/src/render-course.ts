import type { Course, CourseSettings } from 'records'
import { visible } from './layout.ts'
import { inFull } from './times.ts'

/** What is set beside title and seats, a line each; nothing for what is not set. */
export function renderSettings({ waitlist, opensAt, closesAt, paymentHours }: Course): string[] {
  return [
    ...(opensAt === undefined ? [] : [`Opens     ${inFull(opensAt)}`]),
    ...(closesAt === undefined ? [] : [`Closes    ${inFull(closesAt)}`]),
    ...(waitlist === 0 ? [] : [`Waitlist  ${waitlist} may wait`]),
    ...(paymentHours === 0 ? [] : [`Payment   a seat is held for it for ${hoursInWords(paymentHours)}`]),
  ]
}

export function renderCourse(course: Course): string {
  const { id, title, seats, seatsTaken, waiting } = course
  const free = Math.max(0, seats - seatsTaken)
  return [
    `${visible(title)} (${id})`,
    `Seats     ${seats}: ${seatsTaken} taken, ${free} free`,
    ...(waiting === 0 ? [] : [`Waiting   ${waiting}`]),
    ...renderSettings(course),
  ].join('\n')
}

export function hoursInWords(hours: number): string {
  return hours === 1 ? '1 hour' : `${hours} hours`
}

/** `seats: 30 → 35` */
export function renderChange(setting: keyof CourseSettings, before: Course, after: Course): string {
  const isTime = setting === 'opensAt' || setting === 'closesAt'
  const inWords = (value: string | number = 'no date') => (isTime ? inFull(String(value)) : visible(String(value)))
  return `${LABELS[setting]}: ${inWords(before[setting])} → ${inWords(after[setting])}`
}

const LABELS: Readonly<Record<keyof CourseSettings, string>> = {
  title: 'title',
  seats: 'seats',
  waitlist: 'may wait',
  opensAt: 'opens',
  closesAt: 'closes',
  paymentHours: 'hours for a payment',
}
