import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { InvokeCommand } from '@aws-sdk/client-lambda'
import { studentItem } from 'records'
import { lambdaOfState } from 'workflow'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { type Target, type TargetOptions, targetOf } from '../target.ts'

export interface RecordOptions extends TargetOptions {
  name: string
  email: string
  payment: string
  replace?: true
  json?: true
}

interface Checked {
  value: string | null
  problems: { code: string; message: string }[]
}

/** Adds a student record in the form that the checks compare with: the checks themselves normalise its fields first. */
export async function addRecord({ name, email, payment, replace, json, ...options }: RecordOptions): Promise<number> {
  const target = targetOf(options)
  const [byName, byEmail, byPayment] = await Promise.all([
    check(target, lambdaOfState.LookUpName.name, { Name: name }),
    check(target, lambdaOfState.LookUpEmail.name, { Email: email }),
    check(target, lambdaOfState.LookUpPaymentInfo.name, { Payment: payment }),
  ])
  const problems = [byName, byEmail, byPayment].flatMap((check) => check.problems)
  if (byEmail.value === null || problems.length > 0) {
    throw new Failure(problems.map(({ code, message }) => `${code}: ${message}`).join(' '))
  }
  const record = { name: name.trim(), email: byEmail.value, payment: byPayment.value as 'Done' | 'Pending' }
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName: target.tableName,
        Item: studentItem(record),
        ...(replace ? {} : { ConditionExpression: 'attribute_not_exists(pk)' }),
      }),
    )
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') throw error
    throw new Failure(`A record for ${record.email} already exists. Add --replace to overwrite it.`)
  }
  if (json) printJson(record)
  else print(`Added the record of ${record.name} <${record.email}>, payment ${record.payment}.`)
  return 0
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
