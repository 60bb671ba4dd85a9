import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { type ExecutionAnswer, exitCodeOf, outcomeOf } from './execution.ts'
import { hang, hangData, pad, visible, WIDTH, wrap } from './layout.ts'
import type { StepLine } from './step-lines.ts'
import { inFull } from './times.ts'
import type { Waiting } from './until-it-waits.ts'

const LONGEST_VALUE = 600

const SIGNS: Record<StepLine['status'], () => string> = {
  succeeded: () => colour('green', '✔'),
  caught: () => colour('yellow', '!'),
  failed: () => colour('red', '✘'),
  aborted: () => colour('dim', '■'),
  running: () => colour('cyan', '…'),
}

/** The answer of an execution in a few lines: what a member of staff wants to know first. */
export function renderOutcome(execution: ExecutionAnswer): string {
  const outcome = outcomeOf(execution)
  if (outcome?.status === 'ENROLLED') {
    const { student, course, alreadyEnrolled, enrolledAt } = outcome
    const who = `${colour('green', '✔ ENROLLED')}  ${clip(student.name)} <${student.email}> in ${course}:`
    const when = alreadyEnrolled ? `already enrolled since ${enrolledAt}, no second seat taken` : 'one seat taken'
    return stringWidth(`${who} ${when}`) <= WIDTH ? `${who} ${when}` : `${wrap(who)}\n  ${when}`
  }
  if (outcome?.status === 'CANCELLED') {
    return [`${colour('yellow', '✘ CANCELLED')}  ${outcome.course ?? 'no such course'}`, ...reasonLines(outcome)].join(
      '\n',
    )
  }
  if (outcome?.status === 'AWAITING_PAYMENT' || outcome?.status === 'WAITLISTED') return renderWaiting(outcome)
  if (outcome !== undefined) return renderAnswer(outcome)
  const { status = 'UNKNOWN', error, cause } = execution
  if (status === 'RUNNING') return `${colour('cyan', '… RUNNING')}`
  return [`${colour('red', `✘ ${status}`)}  ${error ?? ''}`.trimEnd(), ...value('', cause)].join('\n')
}

/** What waits, where it stands, and what happens next. `where` is what commands add to reach the same target. */
export function renderWaiting(waiting: Waiting, where = ''): string {
  const { status, course, student } = waiting
  const who = `${colour('cyan', `… ${status}`)}  ${visible(clip(student.name))} <${student.email}> in ${course}`
  if (waiting.status === 'WAITLISTED') {
    return [
      `${who}: number ${waiting.position} in line`,
      '  The seats that become free are given in this order, without another request.',
      `  To see the line: enroll waitlist --course ${course}${where}`,
    ].join('\n')
  }
  return [
    `${who}: one seat held`,
    `  Until ${inFull(waiting.heldUntil)}. If the payment is not there by then, the seat is given back.`,
    `  When it is: enroll payments received --email ${student.email}${where}`,
  ].join('\n')
}

/** The answer of another state machine than course-enrollment. */
function renderAnswer(answer: { status: string; reasons?: readonly { code: string; message: string }[] }): string {
  const isNo = answer.reasons !== undefined
  const head = isNo ? colour('yellow', `✘ ${answer.status}`) : colour('green', `✔ ${answer.status}`)
  return [head, ...reasonLines(answer)].join('\n')
}

function reasonLines({ reasons = [] }: { reasons?: readonly { code: string; message: string }[] }): string[] {
  return reasons.map(({ code, message }) => hang(`  ${code.padEnd(16)}  `, message))
}

/** Every step with its status, duration, input and output; branches are indented under their Parallel. */
export function renderSteps(steps: readonly StepLine[]): string {
  return steps.map(renderStep).join('\n')
}

function renderStep(step: StepLine): string {
  const indent = '  '.repeat(step.depth)
  const sign = SIGNS[step.status]()
  const duration = step.durationMs === undefined ? '' : `${step.durationMs} ms`
  const retries = step.retries === 0 ? '' : `, ${step.retries} ${step.retries === 1 ? 'retry' : 'retries'}`
  const head = pad(`${indent}${step.state}`, 34)
  return [
    `${sign} ${head}${step.type.padEnd(10)}${(step.status + retries).padEnd(22)}${duration.padStart(8)}`.trimEnd(),
    ...value(`${indent}  in   `, step.input),
    ...value(`${indent}  out  `, step.output),
    ...(step.error === undefined ? [] : value(`${indent}  error  `, step.error)),
  ].join('\n')
}

function value(label: string, text: string | undefined): string[] {
  if (!text) return []
  return [hangData(colour('dim', label), clip(text))]
}

function clip(text: string): string {
  const shown = text.replace(/\p{Cc}/gu, '�')
  return shown.length <= LONGEST_VALUE
    ? shown
    : `${shown.slice(0, LONGEST_VALUE)}… (${shown.length} characters, --json shows all)`
}

function colour(style: 'green' | 'red' | 'yellow' | 'cyan' | 'dim', text: string): string {
  return styleText(style, text, { stream: process.stdout })
}

/** What --json prints for one execution. */
export function executionAsJson(execution: ExecutionAnswer, steps?: readonly StepLine[], waiting?: Waiting) {
  const { executionArn, status, startDate, stopDate, input, error, cause } = execution
  const outcome = waiting ?? outcomeOf(execution)
  return {
    execution: executionArn,
    status,
    outcome,
    error,
    cause,
    startDate,
    stopDate,
    input,
    steps,
    exitCode: exitCodeOf(outcome),
  }
}
