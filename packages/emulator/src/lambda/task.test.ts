import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createFunctions } from './functions.ts'
import type { Functions } from './functions-api.ts'
import { runLambdaTask } from './task.ts'

// Starts workers, and waits for some to run out of time or memory.
vi.setConfig({ testTimeout: 60_000 })

let functions: Functions

beforeAll(() => {
  const deploy = (name: string) => ({
    name,
    bundle: join(import.meta.dirname, 'fixtures', `${name}.mjs`),
    handler: 'index.handler',
    memoryMb: 128,
    timeoutMs: 1000,
    version: '1.0.0',
    environment: {},
    aliases: ['live'],
  })
  functions = createFunctions(['echoes', 'throws', 'tells-context', 'logs'].map(deploy))
})
afterAll(() => functions.close())

const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`
const invokeResource = 'arn:aws:states:::lambda:invoke'
const uuid = expect.stringMatching(/^[0-9a-f-]{36}$/)

async function outputOf(resource: string, input: unknown, options = {}) {
  const outcome = await runLambdaTask(functions, resource, JSON.stringify(input), options)
  if ('error' in outcome) throw new Error(`${outcome.error}: ${outcome.cause}`)
  return JSON.parse(outcome.output)
}

describe('a function ARN', () => {
  it('answers with the payload alone', async () => {
    expect(await runLambdaTask(functions, `${arnOf('echoes')}:live`, '{"a": [1]}')).toEqual({ output: '{"a":[1]}' })
  })

  it('fails with the error type and the whole payload', async () => {
    const outcome = await runLambdaTask(functions, arnOf('throws'), '{"name":"Custom"}')
    expect(outcome).toEqual({
      error: 'Custom',
      cause: expect.stringMatching(/^{"errorType":"Custom","errorMessage":"It w/),
    })
  })

  it('fails without a type as AWS does', async () => {
    const outcome = await runLambdaTask(functions, arnOf('throws'), '{"name":""}')
    expect(outcome).toEqual({
      error: 'Lambda.Unknown',
      cause: expect.stringMatching(/^The cause could not be determined because Lambda .*payload: {"errorType":"",/),
    })
  })

  it('fails when there is no such function', async () => {
    expect(await runLambdaTask(functions, arnOf('nobody'), '{}')).toEqual({
      error: 'Lambda.ResourceNotFoundException',
      cause: expect.stringMatching(
        /^Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody \(Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: [0-9a-f-]{36}; Proxy: null\)$/,
      ),
    })
  })

  it('tells the function the trace of the execution', async () => {
    const traceHeader = 'Root=1-65000000-0123456789abcdef01234567;Sampled=0'
    expect(await outputOf(arnOf('tells-context'), {}, { traceHeader })).toMatchObject({
      environment: { _X_AMZN_TRACE_ID: traceHeader },
    })
  })
})

describe('lambda:invoke', () => {
  it.each(['no json', '[1', '7', '{}\0{"injected":true}'])('refuses the client context %j', async (text) => {
    const ClientContext = Buffer.from(text).toString('base64')
    const input = JSON.stringify({ FunctionName: 'echoes', ClientContext, Payload: { a: 1 } })
    expect(await runLambdaTask(functions, invokeResource, input)).toMatchObject({
      error: 'Lambda.InvalidRequestContentException',
    })
    expect(await outputOf(arnOf('echoes'), { b: 2 })).toEqual({ b: 2 })
  })

  it('answers with the payload and what is known of the call', async () => {
    const input = { FunctionName: 'echoes', Payload: { a: 'ü' } }
    expect(await outputOf(invokeResource, input)).toEqual({
      ExecutedVersion: '$LATEST',
      Payload: { a: 'ü' },
      SdkHttpMetadata: {
        AllHttpHeaders: expect.objectContaining({
          'X-Amz-Executed-Version': ['$LATEST'],
          'x-amzn-RequestId': [uuid],
          'Content-Length': ['10'],
        }),
        HttpHeaders: expect.objectContaining({ Connection: 'keep-alive', 'Content-Type': 'application/json' }),
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: uuid },
      StatusCode: 200,
    })
  })

  it.each([
    ['a text goes through as it stands', '"text"', 'text'],
    ['nothing becomes an empty object', null, {}],
    ['a list', [1], [1]],
  ])('payload: %s', async (_what, Payload, answer) => {
    expect(await outputOf(invokeResource, { FunctionName: arnOf('echoes'), Payload })).toMatchObject({
      Payload: answer,
    })
  })

  it('takes qualifier and client context', async () => {
    const ClientContext = Buffer.from('{"client":{"a":1}}').toString('base64')
    const input = { FunctionName: 'tells-context', Qualifier: 'live', ClientContext }
    expect(await outputOf(invokeResource, input)).toMatchObject({
      ExecutedVersion: '1',
      Payload: { clientContext: { client: { a: 1 } } },
    })
  })

  it('hands back the tail of the log', async () => {
    const { LogResult, SdkHttpMetadata } = await outputOf(invokeResource, {
      FunctionName: 'logs',
      LogType: 'Tail',
      Payload: {},
    })
    expect(Buffer.from(LogResult, 'base64').toString()).toContain('REPORT RequestId')
    expect(SdkHttpMetadata.HttpHeaders['X-Amz-Log-Result']).toBe(LogResult)
  })

  it('does not wait for an event', async () => {
    const input = { FunctionName: 'echoes', InvocationType: 'Event', Payload: {} }
    expect(await outputOf(`${invokeResource}.waitForTaskToken`, input)).toMatchObject({ StatusCode: 202, Payload: '' })
  })

  it.each([
    [
      { FunctionName: 'echoes', TaskToken: 't' },
      'States.Runtime',
      'The field "TaskToken" is not supported by Step Functions',
    ],
    [{ Payload: {} }, 'States.Runtime', "The field 'FunctionName' is required but was missing"],
    [{ FunctionName: 5 }, 'States.Runtime', "The value for the field 'FunctionName' must be a STRING"],
    [
      { FunctionName: 'echoes', Payload: 'no JSON' },
      'Lambda.InvalidRequestContentException',
      'Could not parse request body into json',
    ],
    [{ FunctionName: 'echoes', Qualifier: 'dead' }, 'Lambda.ResourceNotFoundException', 'Function not found: '],
    [{ FunctionName: 'echoes', InvocationType: 'Never' }, 'Lambda.AWSLambdaException', '1 validation error detected'],
    [{ FunctionName: 'throws', Payload: {} }, 'SomethingFailed', '{"errorType":"SomethingFailed"'],
  ])('fails for %j', async (input, error, cause) => {
    expect(await runLambdaTask(functions, invokeResource, JSON.stringify(input))).toEqual({
      error,
      cause: expect.stringContaining(cause),
    })
  })
})
