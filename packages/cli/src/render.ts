import { styleText } from 'node:util'
import stringWidth from 'string-width'
import { type ExecutionAnswer, exitCodeOf, outcomeOf } from './execution.ts'
import { hang, hangData, pad, WIDTH, wrap } from './layout.ts'
import type { StepLine } from './step-lines.ts'

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
    const reasons = outcome.reasons.map(({ code, message }) => hang(`  ${code.padEnd(16)}  `, message))
    return [`${colour('yellow', '✘ CANCELLED')}  ${outcome.course ?? 'no such course'}`, ...reasons].join('\n')
  }
  const { status = 'UNKNOWN', error, cause } = execution
  if (status === 'RUNNING') return `${colour('cyan', '… RUNNING')}`
  return [`${colour('red', `✘ ${status}`)}  ${error ?? ''}`.trimEnd(), ...value('', cause)].join('\n')
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
export function executionAsJson(execution: ExecutionAnswer, steps?: readonly StepLine[]) {
  const { executionArn, status, startDate, stopDate, input, error, cause } = execution
  const outcome = outcomeOf(execution)
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
