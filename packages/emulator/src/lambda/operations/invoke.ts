import { isUtf8 } from 'node:buffer'
import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { invalidRequestContent } from '../errors.ts'
import { operation } from '../operation.ts'

const input = structure({
  FunctionName: shapes.functionName,
  Qualifier: shapes.qualifier,
  InvocationType: shapes.invocationType,
  LogType: shapes.logType,
  ClientContext: shapes.clientContext,
})

export const invoke = operation(
  'POST /2015-03-31/functions/{FunctionName}/invocations',
  input,
  async (functions, request, { headers, body }) => {
    const { FunctionName, Qualifier: qualifier, InvocationType: invocationType, LogType, ClientContext } = request
    if (!isUtf8(body)) throw invalidRequestContent('Could not parse request body into json: Invalid UTF-8')
    const traceHeader = headers['x-amzn-trace-id']
    const result = await functions.invoke(FunctionName, body.toString('utf8'), {
      ...(invocationType && { invocationType }),
      ...(qualifier !== undefined && { qualifier }),
      ...(traceHeader !== undefined && { traceHeader }),
      ...(ClientContext !== undefined && { clientContext: Buffer.from(ClientContext, 'base64').toString('utf8') }),
      logTail: LogType === 'Tail',
    })
    const { functionError, logTail } = result
    return {
      status: result.statusCode,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': result.requestId,
        'x-amzn-remapped-content-length': '0',
        // An event has no version yet: AWS does not say which one it will get.
        ...(result.statusCode !== 202 && { 'x-amz-executed-version': result.executedVersion }),
        ...(functionError !== undefined && { 'x-amz-function-error': functionError }),
        ...(logTail !== undefined && { 'x-amz-log-result': Buffer.from(logTail).toString('base64') }),
      },
      body: result.payload,
    }
  },
)
