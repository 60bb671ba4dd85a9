import { ArgumentError } from '../argument-error.ts'
import { parse, structure } from '../server/shapes.ts'
import * as shapes from './common-shapes.ts'
import type { InvokeOptions } from './functions-api.ts'

/** The Arguments of `lambda:invoke`, as a call of `Functions.invoke`. */
export interface InvokeArguments {
  functionName: string
  payload: string
  options: InvokeOptions
}

const enumerations = structure({ InvocationType: shapes.invocationType, LogType: shapes.logType })
const texts = ['ClientContext', 'FunctionName', 'InvocationType', 'LogType', 'Qualifier'] as const

/** Throws an `ArgumentError`, or an AwsError for what Lambda itself would refuse. */
export function readInvokeArguments(input: string): InvokeArguments {
  const given: unknown = JSON.parse(input)
  const { Payload, ...others } = typeof given === 'object' && given !== null ? (given as Record<string, unknown>) : {}
  const read: { [name in (typeof texts)[number]]?: string } = {}
  for (const [name, value] of Object.entries(others)) {
    const known = texts.find((one) => one === name)
    if (known === undefined) throw new ArgumentError(`The field "${name}" is not supported by Step Functions`)
    if (value === null) continue
    if (typeof value !== 'string') throw new ArgumentError(`The value for the field '${name}' must be a STRING`)
    read[known] = value
  }
  const { FunctionName, Qualifier, ClientContext, InvocationType, LogType } = read
  if (FunctionName === undefined) throw new ArgumentError("The field 'FunctionName' is required but was missing")
  const types = parse(enumerations, { InvocationType, LogType })
  return {
    functionName: FunctionName,
    payload: payloadText(Payload),
    options: {
      ...(Qualifier === undefined ? {} : { qualifier: Qualifier }),
      ...(ClientContext === undefined ? {} : { clientContext: Buffer.from(ClientContext, 'base64').toString('utf8') }),
      ...(types.InvocationType && { invocationType: types.InvocationType }),
      logTail: types.LogType === 'Tail',
    },
  }
}

/** A text goes to the function as it stands, so it must be JSON itself; null is no payload. */
function payloadText(payload: unknown): string {
  if (payload == null) return ''
  return typeof payload === 'string' ? payload : JSON.stringify(payload)
}
