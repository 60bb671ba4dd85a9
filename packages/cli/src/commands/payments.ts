import { statusInWords } from 'records'
import { type PaymentOutcome, stateMachines } from 'workflow'
import { checkedEmail } from '../checked-fields.ts'
import { answerOf } from '../execution.ts'
import { print, printJson } from '../print.ts'
import { sameTarget, type Target, type TargetOptions, targetOf } from '../target.ts'
import { requestedBy, type WhoOptions } from '../who.ts'

export interface PaymentOptions extends TargetOptions, WhoOptions {
  email: string
  json?: true
}

/** Notes that a student has paid, by an execution that confirms the seats that are held for the payment. */
export async function paymentReceived({ email, json, ...options }: PaymentOptions): Promise<number> {
  const target = targetOf(options)
  const address = await checkedEmail(target, email)
  const { answer, execution } = await receivePayment(target, address, await requestedBy(target, options))
  if (json) printJson({ ...answer, execution })
  else if (answer.status === 'STUDENT_UNKNOWN') {
    print(
      `There is no record of ${address}: nothing changed.\nTo find a student: enroll records list --find NAME${sameTarget(options)}`,
    )
  } else print(renderPayment(answer))
  return answer.status === 'RECEIVED' ? 0 : 2
}

export function receivePayment(
  target: Target,
  email: string,
  who: string,
): Promise<{ answer: PaymentOutcome; execution: string }> {
  return answerOf<PaymentOutcome>(target, stateMachines.payment, { Email: email, RequestedBy: who })
}

export function renderPayment({
  email,
  confirmed,
  enrollments,
}: Extract<PaymentOutcome, { status: 'RECEIVED' }>): string {
  const seats =
    confirmed === 1 ? 'The seat that was held is confirmed' : `${confirmed} seats that were held are confirmed`
  const held = confirmed === 0 ? 'No seat was held for it' : seats
  return [
    `The payment of ${email} is noted. ${held}.`,
    ...enrollments.map(({ course, status }) => `  ${course}: ${statusInWords[status]}`),
  ].join('\n')
}
