import { InvokeCommand } from '@aws-sdk/client-lambda'
import type { StudentRecord } from 'records'
import { lambdaOfState } from 'workflow'
import { Failure } from './failure.ts'
import type { Target } from './target.ts'

interface Checked {
  value: string | null
  problems: { code: string; message: string }[]
}

/** An address in the form that records have: what is one mailbox for the workflow is one here. */
export async function checkedEmail(target: Target, email: string): Promise<string> {
  const { value, problems } = await check(target, lambdaOfState.LookUpEmail.name, { Email: email })
  if (value === null || problems.length > 0) throw new Failure(problems.map(({ message }) => message).join(' '))
  return value
}

/** A record in the form that the checks compare with, or what they find wrong with it, as `CODE: message`. */
export async function checkedRecord(
  target: Target,
  { name, email, payment }: { name: string; email: string; payment: string },
): Promise<{ record: StudentRecord } | { problems: string[] }> {
  const [byName, byEmail, byPayment] = await Promise.all([
    check(target, lambdaOfState.LookUpName.name, { Name: name }),
    check(target, lambdaOfState.LookUpEmail.name, { Email: email }),
    check(target, lambdaOfState.LookUpPaymentInfo.name, { Payment: payment }),
  ])
  const problems = [byName, byEmail, byPayment].flatMap((check) => check.problems)
  if (byEmail.value === null || problems.length > 0) {
    return { problems: problems.map(({ code, message }) => `${code}: ${message}`) }
  }
  return { record: { name: name.trim(), email: byEmail.value, payment: byPayment.value as StudentRecord['payment'] } }
}

/** What a check answers for one field: its normalised value, or its problems. */
async function check(target: Target, lambda: string, request: object): Promise<Checked> {
  const { Payload, FunctionError } = await target.lambda.send(
    new InvokeCommand({ FunctionName: target.functionName(lambda), Payload: JSON.stringify(request) }),
  )
  const answer = Payload?.transformToString() ?? ''
  if (FunctionError !== undefined) throw new Failure(`${lambda} failed: ${answer}`)
  return JSON.parse(answer) as Checked
}
