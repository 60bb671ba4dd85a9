import { InvokeCommand } from '@aws-sdk/client-lambda'
import type { StudentRecord } from 'records'
import { lambdaOfState } from 'workflow'
import type { Patience } from './batch/patience.ts'
import { Failure } from './failure.ts'
import type { Target } from './target.ts'

interface Checked {
  value: string | null
  problems: { code: string; message: string }[]
}

/** Sends a call, and may send it again: as it is, unless the caller has many. */
const ONCE: Patience = (call) => call()

/** An address in the form that records have: what is one mailbox for the workflow is one here. */
export async function checkedEmail(target: Target, email: string): Promise<string> {
  const { value, problems } = await check(target, lambdaOfState.LookUpEmail.name, { Email: email })
  if (value === null || problems.length > 0) throw new Failure(problems.map(({ message }) => message).join(' '))
  return value
}

/** The same of an address that may have a mistake in it: one that check-email refuses is left as it is. */
export async function exactEmail(target: Target, email: string, send: Patience): Promise<string> {
  const { value } = await check(target, lambdaOfState.LookUpEmail.name, { Email: email }, send)
  return value ?? email
}

/** A record in the form that the checks compare with, or what they find wrong with it, as `CODE: message`. */
export async function checkedRecord(
  target: Target,
  { name, email, payment }: Readonly<Record<'name' | 'email' | 'payment', unknown>>,
  send = ONCE,
): Promise<{ record: StudentRecord } | { problems: string[] }> {
  const [byName, byEmail, byPayment] = await Promise.all([
    check(target, lambdaOfState.LookUpName.name, { Name: name }, send),
    check(target, lambdaOfState.LookUpEmail.name, { Email: email }, send),
    check(target, lambdaOfState.LookUpPaymentInfo.name, { Payment: payment }, send),
  ])
  const problems = [byName, byEmail, byPayment].flatMap((check) => check.problems)
  if (byEmail.value === null || problems.length > 0) {
    return { problems: problems.map(({ code, message }) => `${code}: ${message}`) }
  }
  return {
    record: { name: String(name).trim(), email: byEmail.value, payment: byPayment.value as StudentRecord['payment'] },
  }
}

/** What a check answers for one field: its normalised value, or its problems. */
async function check(target: Target, lambda: string, request: object, send = ONCE): Promise<Checked> {
  const command = { FunctionName: target.functionName(lambda), Payload: JSON.stringify(request) }
  const { Payload, FunctionError } = await send(() => target.lambda.send(new InvokeCommand(command)))
  // What it answers may quote the request.
  if (FunctionError !== undefined) throw new Failure(`${lambda} failed (${FunctionError}). See its log.`)
  return JSON.parse(Payload?.transformToString() ?? '') as Checked
}
