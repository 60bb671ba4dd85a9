import type { EnrollmentStatus } from 'records'
import { stateMachines, type WithdrawalOutcome } from 'workflow'
import { checkedEmail } from '../checked-fields.ts'
import { checkCourseId } from '../course-settings.ts'
import { answerOf } from '../execution.ts'
import { Failure } from '../failure.ts'
import { visible } from '../layout.ts'
import { print, printJson } from '../print.ts'
import { sameTarget, type Target, type TargetOptions, targetOf } from '../target.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

export interface WithdrawOptions extends TargetOptions, WhoOptions {
  email: string
  course: string
  reason: string
  json?: true
}

const MAX_REASON = 500

/** Withdraws a student from a course, by an execution that calls the next in line. */
export async function withdraw({ email, course, reason, json, ...options }: WithdrawOptions): Promise<number> {
  checkCourseId('--course', course)
  if (reason.trim() === '' || [...reason].length > MAX_REASON) {
    throw new Failure(
      `--reason is ${reason.trim() === '' ? 'blank' : 'too long'}: expected 1 to ${MAX_REASON} characters.`,
    )
  }
  const target = targetOf(options)
  const address = await checkedEmail(target, email)
  const who = await requestedBy(target, options)
  const { answer, execution } = await withdrawal(target, { email: address, course, reason, who })
  if (json) printJson({ ...answer, execution })
  else if (answer.status === 'NOT_ENROLLED') {
    print(
      `${address} has no enrollment in ${course}: nothing changed.\nTo see what is known: enroll why --email ${address}${sameTarget(options)}`,
    )
  } else {
    const { name, email } = answer.student
    print(`Withdrew ${visible(name)} <${email}> from ${course}: ${WAS[answer.was]}.`)
  }
  return answer.status === 'WITHDRAWN' ? 0 : 2
}

const WAS: Readonly<Record<EnrollmentStatus, string>> = {
  ENROLLED: 'the seat goes to the next in line',
  AWAITING_PAYMENT: 'the seat that was held for the payment goes to the next in line',
  WAITLISTED: 'the place in line is given up',
}

export function withdrawal(
  target: Target,
  { email, course, reason, who }: { email: string; course: string; reason: string; who: string },
): Promise<{ answer: WithdrawalOutcome; execution: string }> {
  return answerOf<WithdrawalOutcome>(target, stateMachines.withdrawal, {
    Email: email,
    Course: course,
    Reason: reason,
    RequestedBy: who,
  })
}
