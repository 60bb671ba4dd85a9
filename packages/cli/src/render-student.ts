import { type EndedRequest, type Enrollment, reasonInWords, type StudentRecord, statusInWords } from 'records'
import { hang, visible } from './layout.ts'
import { inShort } from './times.ts'

/** `Done`, and when and by whom it was noted, where an execution did. */
export function renderPaymentOf({ payment, paymentNotedAt, paymentNotedBy }: StudentRecord): string {
  if (payment === 'Pending' || paymentNotedAt === undefined) return payment
  return `${payment}, noted ${inShort(paymentNotedAt)}${by(paymentNotedBy)}`
}

/** An enrollment with when, who and the execution. */
export function renderEnrollment(enrollment: Enrollment): string {
  const { course, status, startedAt, enrolledAt, heldUntil, requestedBy, execution } = enrollment
  return [
    `${course}: ${statusInWords[status]}${heldUntil === undefined ? '' : ` until ${inShort(heldUntil)}`}`,
    line('requested', `${inShort(startedAt)}${by(requestedBy)}`),
    ...(enrolledAt === undefined || enrolledAt === startedAt ? [] : [line('enrolled', inShort(enrolledAt))]),
    line('execution', nameOf(execution)),
  ].join('\n')
}

/** A request that ended with when, who, why and the execution. */
export function renderEnded(ended: EndedRequest): string {
  const { course, reasons, startedAt, endedAt, execution, requestedBy, endedBy, endRequestedBy, note } = ended
  const isOwn = endedBy === execution
  return [
    `${course ?? 'no such course'}: ${reasons.map(({ code }) => reasonInWords(code)).join('; ')}`,
    line('requested', `${inShort(startedAt)}${by(requestedBy)}`),
    line('ended', `${inShort(endedAt)}${by(endRequestedBy)}`),
    ...(note === undefined ? [] : [line('why', visible(note))]),
    line('execution', nameOf(execution)),
    ...(isOwn ? [] : [line('ended in', `${nameOf(endedBy)} (${machineOf(endedBy)})`)]),
  ].join('\n')
}

function line(label: string, text: string): string {
  return hang(`  ${label.padEnd(9)}  `, text)
}

function by(who: string | undefined): string {
  return who === undefined ? '' : ` by ${visible(who)}`
}

/** `arn:aws:states:REGION:ACCOUNT:execution:MACHINE:NAME` */
export function nameOf(execution: string): string {
  return execution.split(':').slice(7).join(':')
}

function machineOf(execution: string): string {
  return execution.split(':')[6] ?? ''
}
