import { join } from 'node:path'
import {
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { clientOptions, type Endpoint, serve } from '../../test/endpoint.ts'
import { createFunctions } from './functions.ts'
import type { Functions } from './functions-api.ts'

// Starts workers, and waits for some to run out of time or memory.
vi.setConfig({ testTimeout: 60_000 })

let functions: Functions
let endpoint: Endpoint
let client: LambdaClient

beforeAll(async () => {
  const fixture = (name: string) => ({
    name,
    bundle: join(import.meta.dirname, 'fixtures', `${name}.mjs`),
    handler: 'index.handler',
    memoryMb: 128,
    timeoutMs: 2500,
    version: '1.2.3',
    environment: { A: 'b' },
    aliases: ['live'],
  })
  functions = createFunctions([fixture('echoes'), fixture('throws'), fixture('logs')])
  endpoint = await serve(functions)
  client = new LambdaClient({ ...clientOptions, endpoint: endpoint.url })
})

afterAll(async () => {
  client.destroy()
  await endpoint.close()
  await functions.close()
})

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:echoes'
const invoke = (input: Partial<InvokeCommand['input']>) =>
  client.send(new InvokeCommand({ FunctionName: 'echoes', Payload: '{"a":1}', ...input }))

describe('Invoke', () => {
  it.each([
    ['echoes', '$LATEST'],
    ['echoes:$LATEST', '$LATEST'],
    ['echoes:live', '1'],
    ['echoes:1', '1'],
    ['000000000000:function:echoes', '$LATEST'],
    [arn, '$LATEST'],
    [`${arn}:live`, '1'],
  ])('takes the name %s', async (FunctionName, version) => {
    const { StatusCode, ExecutedVersion, Payload } = await invoke({ FunctionName })
    expect({ StatusCode, ExecutedVersion, payload: Payload?.transformToString() }).toEqual({
      StatusCode: 200,
      ExecutedVersion: version,
      payload: '{"a":1}',
    })
  })

  it('takes the qualifier beside the name', async () => {
    expect(await invoke({ Qualifier: 'live' })).toMatchObject({ ExecutedVersion: '1' })
  })

  it('answers with the error of the function', async () => {
    const { FunctionError, StatusCode, Payload } = await invoke({ FunctionName: 'throws' })
    expect({ FunctionError, StatusCode }).toEqual({ FunctionError: 'Unhandled', StatusCode: 200 })
    expect(JSON.parse(Payload?.transformToString() ?? '')).toMatchObject({ errorType: 'SomethingFailed' })
  })

  it('hands back the tail of the log', async () => {
    const { LogResult } = await invoke({ FunctionName: 'logs', LogType: 'Tail' })
    expect(Buffer.from(LogResult ?? '', 'base64').toString()).toMatch(/^START RequestId[\s\S]*line 0[\s\S]*REPORT/)
  })

  it('does not wait for an event, and does not run a trial', async () => {
    expect(await invoke({ InvocationType: 'Event' })).toMatchObject({ StatusCode: 202 })
    expect(await invoke({ InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 })
  })

  it('gives an empty object where there is no payload', async () => {
    const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'echoes' }))
    expect(Payload?.transformToString()).toBe('{}')
  })

  it.each([
    [
      { FunctionName: 'nobody' },
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
    ],
    [
      { FunctionName: arn.replace('us-east-1', 'eu-west-1') },
      'ResourceNotFoundException',
      'Function not found: arn:aws:lambda:eu-west-1:000000000000:function:echoes',
    ],
    [{ Qualifier: 'no!' }, 'ValidationException', expect.stringContaining("Value 'no!' at 'qualifier'")],
    [
      { Payload: new Uint8Array([0x22, 0xff, 0x22]) },
      'InvalidRequestContentException',
      'Could not parse request body into json: Invalid UTF-8',
    ],
    [{ Qualifier: 'dead' }, 'ResourceNotFoundException', `Function not found: ${arn}:dead`],
    [
      { FunctionName: 'echoes:live', Qualifier: '1' },
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    ],
    [
      { Payload: '{"a":' },
      'InvalidRequestContentException',
      'Could not parse request body into json: Could not parse payload into json',
    ],
    [
      { Payload: JSON.stringify('x'.repeat(6_291_455)) },
      'RequestTooLargeException',
      '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
    ],
    [
      { ClientContext: 'bm8=' },
      'InvalidRequestContentException',
      'Client context must be a valid Base64-encoded JSON object.',
    ],
    [
      { InvocationType: 'Sometimes' },
      'ValidationException',
      expect.stringContaining('[RequestResponse, Event, DryRun]'),
    ],
    [{ TenantId: 'a' }, 'ValidationException', expect.stringContaining("Unknown member 'TenantId'")],
    [{ FunctionName: 'no name' }, 'ValidationException', expect.stringContaining("'functionName' failed to satisfy")],
  ])('refuses %j', async (input, name, message) => {
    await expect(invoke(input as never)).rejects.toMatchObject({ name, message })
  })
})

describe('what is deployed', () => {
  it('is listed page by page', async () => {
    const first = await client.send(new ListFunctionsCommand({ MaxItems: 2 }))
    expect(first.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['echoes', 'throws'])
    const second = await client.send(new ListFunctionsCommand({ Marker: first.NextMarker }))
    expect(second.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['logs'])
    expect(second.NextMarker).toBeUndefined()
    const every = await client.send(new ListFunctionsCommand({ FunctionVersion: 'ALL', MaxItems: 3 }))
    expect(every.Functions?.map(({ FunctionName, Version }) => [FunctionName, Version])).toEqual([
      ['echoes', '$LATEST'],
      ['echoes', '1'],
      ['throws', '$LATEST'],
    ])
  })

  it('is described', async () => {
    const { Configuration } = await client.send(new GetFunctionCommand({ FunctionName: 'echoes', Qualifier: 'live' }))
    expect(Configuration).toMatchObject({
      FunctionArn: `${arn}:live`,
      Version: '1',
      Runtime: 'nodejs24.x',
      Timeout: 3,
      MemorySize: 128,
      Description: 'echoes 1.2.3',
      Environment: { Variables: { A: 'b' } },
      CodeSize: expect.any(Number),
    })
  })

  it('has aliases and versions', async () => {
    const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName: 'echoes' }))
    expect(Aliases).toMatchObject([{ Name: 'live', FunctionVersion: '1' }])
    const ofAnother = new ListAliasesCommand({ FunctionName: 'echoes', FunctionVersion: '7' })
    expect(await client.send(ofAnother)).toMatchObject({ Aliases: [] })
    const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'echoes' }))
    expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1'])
  })

  it('is not found under a name that nobody has', async () => {
    await expect(client.send(new GetFunctionCommand({ FunctionName: 'nobody' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nobody',
    })
  })

  it.each([
    ['DELETE', '/2015-03-31/functions/echoes'],
    ['POST', '/2015-03-31/functions'],
    ['GET', '/2015-03-31/functions/echoes/policy'],
    ['POST', '/2015-03-31/functions/echoes/invocations/more'],
    ['GET', '/2015-03-31/functions/%'],
  ])('answers %s %s with a named error', async (method, path) => {
    const response = await fetch(endpoint.url + path, { method })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
    expect(response.headers.get('x-amzn-errortype')).toMatch(/Exception$/)
    expect(await response.json()).toMatchObject({ Type: 'User', message: expect.any(String) })
  })
})
