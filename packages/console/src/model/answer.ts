import type { Entry } from '../api/entries.ts'
import type { Execution, ExecutionSummary } from '../api/step-functions.ts'
import { formatWhen, plural } from './format.ts'
import { isHarmless } from './harmless.ts'
import { type Json, readObject } from './json.ts'
import type { StatusLook } from './status.ts'

/** What became of a request, as people ask for it. */
export type AnswerKind = 'enrolled' | 'awaiting' | 'waitlisted' | 'cancelled' | 'running' | 'failed' | 'other'

export interface Answer {
  kind: AnswerKind
  course?: string | undefined
  /** The student was enrolled already. */
  repeated?: boolean
  /** ISO 8601: until when the seat is held. */
  until?: string | undefined
  position?: number | undefined
  reasons: readonly { code: string; message: string }[]
  /** Why the machinery failed. */
  error?: string | undefined
}

const KINDS: Readonly<Record<string, AnswerKind>> = {
  ENROLLED: 'enrolled',
  AWAITING_PAYMENT: 'awaiting',
  WAITLISTED: 'waitlisted',
  CANCELLED: 'cancelled',
}

/** What the workflow answered; `other` for anything else that an execution may answer. */
export function answerIn(output: string | undefined): Answer {
  const answer = readObject(output)
  const kind = KINDS[String(answer.status)] ?? 'other'
  const text = (key: string) => (typeof answer[key] === 'string' ? answer[key] : undefined)
  return {
    kind,
    course: text('course'),
    repeated: answer.alreadyEnrolled === true,
    until: text('heldUntil'),
    position: typeof answer.position === 'number' ? answer.position : undefined,
    reasons: Array.isArray(answer.reasons) ? answer.reasons.flatMap(reasonOf) : [],
  }
}

/** What became of an execution; of one that runs, what its enrollment says. */
export function answerOf(execution: Partial<Execution> & Partial<ExecutionSummary>, entry?: Entry): Answer {
  const { status, input, output, error } = execution
  if (status === 'SUCCEEDED') return answerIn(output)
  if (entry !== undefined && (status === undefined || status === 'RUNNING')) return answerOfEntry(entry)
  const { Course } = readObject(input)
  // In a request of shifted columns it may be anybody's name.
  const course = typeof Course === 'string' && isHarmless(Course, 'Course') ? Course : undefined
  if (status === undefined || status === 'RUNNING' || status === 'PENDING_REDRIVE')
    return { kind: 'running', course, reasons: [] }
  return {
    kind: 'failed',
    course,
    reasons: [],
    error: error ?? { ABORTED: 'stopped', TIMED_OUT: 'timed out' }[status as string],
  }
}

export function answerOfEntry(entry: Entry): Answer {
  if (entry.kind === 'ended') return { kind: 'cancelled', course: entry.course, reasons: entry.reasons }
  const { course, status, heldUntil, position } = entry
  return { kind: KINDS[status] ?? 'other', course, until: heldUntil, position, reasons: [] }
}

/** The one status of a request that people read. */
export function answerText(answer: Answer): string {
  const { kind, course, repeated, until, position, reasons, error } = answer
  const of = course === undefined ? '' : ` ${course}`
  switch (kind) {
    case 'enrolled':
      return `${repeated ? 'Already enrolled' : 'Enrolled'}${of && ` in${of}`}`
    case 'awaiting':
      return `Awaiting payment${of && ` for${of}`}${until === undefined ? '' : `, until ${formatWhen(Date.parse(until))}`}`
    case 'waitlisted':
      return `On the waitlist${of && ` of${of}`}${position === undefined ? '' : `, number ${position}`}`
    case 'cancelled':
      return `Cancelled${of && ` in${of}`}${reasons.length === 0 ? '' : `: ${reasons.map(reasonWords).join(', ')}`}`
    case 'running':
      return `Running${of && `, for${of}`}`
    case 'failed':
      return `Failed${of && `, for${of}`}${error === undefined ? '' : `: ${error}`}`
    default:
      return 'Ended'
  }
}

/** `PAYMENT_PENDING` → `payment pending`. */
export function reasonWords({ code }: { code: string }): string {
  return code.toLowerCase().replaceAll('_', ' ')
}

const LOOKS: Record<AnswerKind, Omit<StatusLook, 'label'>> = {
  enrolled: { tone: 'good', sign: 'check' },
  awaiting: { tone: 'live', sign: 'clock' },
  waitlisted: { tone: 'live', sign: 'clock' },
  cancelled: { tone: 'warn', sign: 'cross' },
  running: { tone: 'live', sign: 'spin' },
  failed: { tone: 'bad', sign: 'cross' },
  other: { tone: 'idle', sign: 'dash' },
}

export function lookOfAnswer(answer: Answer): StatusLook {
  return { ...LOOKS[answer.kind], label: answerText(answer) }
}

/** What an execution that changes seats in another way has done, as people read it; undefined for any other answer. */
export function lookOfAct(output: string | undefined): StatusLook | undefined {
  const { status, course, confirmed, promoted } = readObject(output)
  switch (status) {
    case 'WITHDRAWN':
      return { tone: 'good', sign: 'check', label: `Withdrawn from ${course}` }
    case 'NOT_ENROLLED':
      return { tone: 'warn', sign: 'dash', label: `Not enrolled${course ? ` in ${course}` : ''}: nothing to withdraw` }
    case 'RECEIVED':
      return { tone: 'good', sign: 'check', label: `Payment received, ${plural(Number(confirmed), 'seat')} confirmed` }
    case 'STUDENT_UNKNOWN':
      return { tone: 'warn', sign: 'dash', label: 'No student has this address' }
    case 'DONE':
      return { tone: 'good', sign: 'check', label: `${plural(Number(promoted), 'seat')} given to those who wait` }
    default:
      return undefined
  }
}

function reasonOf(reason: Json): { code: string; message: string }[] {
  if (reason === null || typeof reason !== 'object' || Array.isArray(reason)) return []
  return [{ code: String(reason.code ?? ''), message: String(reason.message ?? '') }]
}

interface KnownRequest extends Partial<Execution> {
  name: string
  entry?: Entry
}

/** Whether a request fits a filter. `wanted` is in lower case: a part of a name, an address, a course, a reason, an execution. */
export function matchesRequest(
  request: KnownRequest,
  filter: { answer?: AnswerKind | undefined; course?: string | undefined; wanted: string },
): boolean {
  const answer = answerOf(request, request.entry)
  if (filter.answer !== undefined && filter.answer !== answer.kind) return false
  if (filter.course !== undefined && filter.course !== answer.course) return false
  if (filter.wanted === '') return true
  const { name, email } = request.entry ?? {}
  const codes = answer.reasons.map(({ code }) => code)
  const texts = [name, email, answer.course, answerText(answer), ...codes, request.name, request.arn, request.input]
  return texts.some((text) => text?.toLowerCase().includes(filter.wanted))
}
