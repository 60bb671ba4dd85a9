import { InvokeCommand } from '@aws-sdk/client-lambda'
import { lambdaOfState } from 'workflow'
import { Failure } from '../failure.ts'
import type { Target } from '../target.ts'
import type { Patience } from './patience.ts'

/** An address in the form in which the table has it: check-email says it. One that it refuses is left as it is. */
export async function exactEmail(target: Target, email: string, patience: Patience): Promise<string> {
  const { value } = await checkField(target, lambdaOfState.LookUpEmail.name, { Email: email }, patience)
  return value ?? email
}

/** What a check answers for one field: the normalised value, null where it has problems. */
export async function checkField(
  target: Target,
  lambda: string,
  request: object,
  patience: Patience,
): Promise<{ value: string | null; problems: readonly { code: string }[] }> {
  const command = { FunctionName: target.functionName(lambda), Payload: JSON.stringify(request) }
  const { Payload, FunctionError } = await patience(() => target.lambda.send(new InvokeCommand(command)))
  // What it answers may quote the request.
  if (FunctionError !== undefined) throw new Failure(`${lambda} failed (${FunctionError}). See its log.`)
  return JSON.parse(Payload?.transformToString() ?? '')
}
