import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { FunctionConfiguration, FunctionsOptions } from './configuration.ts'
import { createFunctions, type Functions, type InvokeOptions } from './functions.ts'

// Starts workers, and waits for some to run out of time or memory.
vi.setConfig({ testTimeout: 60_000 })

let functions: Functions
afterEach(() => functions.close())

function deploy(
  fixture: string,
  configuration: Partial<FunctionConfiguration> = {},
  options: FunctionsOptions = {},
): Functions {
  functions = createFunctions(
    [
      {
        name: 'subject',
        bundle: join(import.meta.dirname, 'fixtures', fixture),
        handler: 'index.handler',
        memoryMb: 128,
        timeoutMs: 3000,
        version: '1.2.3',
        environment: { GREETING: 'hello' },
        aliases: ['live'],
        ...configuration,
      },
    ],
    options,
  )
  return functions
}

async function invoke(event: unknown, options: InvokeOptions = {}) {
  const { payload, ...result } = await functions.invoke('subject', JSON.stringify(event), options)
  return { ...result, payload: JSON.parse(payload) }
}

const failsWith = (errorType: string, errorMessage: unknown) => ({
  statusCode: 200,
  functionError: 'Unhandled',
  payload: expect.objectContaining({ errorType, errorMessage }),
})

/** Whatever happened before, the next invocation works. */
async function expectToWork(event: unknown, payload: unknown) {
  expect(await invoke(event)).toMatchObject({ statusCode: 200, payload })
}

describe('a function that answers', () => {
  it.each([[{ a: [1, 'ü', null] }], ['text'], [0], [null], [[]]])('hands %j through', async (event) => {
    deploy('echoes.mjs')
    expect(await invoke(event)).toEqual({
      statusCode: 200,
      executedVersion: '$LATEST',
      payload: event,
      requestId: expect.any(String),
    })
  })

  it.each([
    ['nothing', null],
    ['function', null],
    ['date', '1970-01-01T00:00:00.000Z'],
  ])('answers %s as %j', async (what, payload) => {
    deploy('returns-oddly.mjs')
    await expectToWork({ what }, payload)
  })

  it.each(['circular', 'bigint'])('reports an answer that is no JSON (%s)', async (what) => {
    deploy('returns-oddly.mjs')
    expect(await invoke({ what })).toMatchObject(
      failsWith('Runtime.JSONStringifyError', 'Unable to stringify response body'),
    )
    await expectToWork({ what: 'nothing' }, null)
  })

  it('may answer with exactly the limit, and not with a byte more', async () => {
    deploy('returns-much.mjs')
    expect((await invoke({ bytes: 6_291_556 })).payload).toHaveLength(6_291_554)
    expect(await invoke({ bytes: 6_291_557 })).toMatchObject(
      failsWith(
        'Function.ResponseSizeTooLarge',
        'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      ),
    )
    await expectToWork({ bytes: 3 }, 'x')
  })

  it('gets the context and the environment that Lambda gives, and nothing of this process', async () => {
    process.env.SECRET_OF_THE_HOST = 'secret'
    deploy('tells-context.mjs', {}, { endpointUrl: () => 'http://127.0.0.1:4566', region: 'eu-central-1' })
    const { payload, requestId } = await invoke({}, { qualifier: 'live', clientContext: '{"custom":1}' })
    expect(payload).toMatchObject({
      awsRequestId: requestId,
      functionName: 'subject',
      functionVersion: '1',
      invokedFunctionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:subject:live',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/subject',
      clientContext: { custom: 1 },
    })
    expect(payload.remainingMs).toBeGreaterThan(1000)
    expect(payload.remainingMs).toBeLessThanOrEqual(3000)
    expect(payload.environment).toMatchObject({
      GREETING: 'hello',
      AWS_LAMBDA_FUNCTION_NAME: 'subject',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_REGION: 'eu-central-1',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: '/var/task',
      TZ: ':UTC',
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};/),
    })
    expect(payload.environment).not.toHaveProperty('SECRET_OF_THE_HOST')
    expect(payload.environment).not.toHaveProperty('HOME')
  })

  it('stays warm', async () => {
    deploy('tells-context.mjs')
    expect((await invoke({})).payload.count).toBe(1)
    expect((await invoke({})).payload.count).toBe(2)
  })
})

describe('a function that fails', () => {
  it('is reported by name, message and trace, without a path of this machine', async () => {
    deploy('throws.mjs')
    const { payload, functionError } = await invoke({ name: 'Custom.Error' })
    expect(functionError).toBe('Unhandled')
    expect(payload).toEqual({
      errorType: 'Custom.Error',
      errorMessage: 'It went wrong',
      trace: expect.arrayContaining([expect.stringContaining('file:///var/task/throws.mjs:3')]),
    })
    expect(JSON.stringify(payload)).not.toContain(import.meta.dirname)
  })

  it.each([
    ['nothing', 'undefined', 'undefined'],
    ['text', 'string', 'only text'],
    ['unprintable', 'handled', expect.stringContaining('problem while retrieving')],
  ])('may throw what is no error: %s', async (what, errorType, errorMessage) => {
    deploy('throws-oddly.mjs')
    expect(await invoke({ what })).toMatchObject(failsWith(errorType, errorMessage))
  })

  it.each([
    [{ how: 'exit', status: 3 }, 'Runtime exited with error: exit status 3'],
    [{ how: 'exit', status: 0 }, 'Runtime exited without providing a reason'],
    [{ how: 'abort' }, 'Runtime exited with error: signal: aborted'],
    [{ how: 'kill', signal: 'SIGKILL' }, 'Runtime exited with error: signal: killed'],
    [{ how: 'kill', signal: 9 }, 'Runtime exited with error: signal: killed'],
    [{ how: 'global' }, 'Runtime exited with error: signal: terminated'],
  ])('ends its own process only: %j', async (event, reason) => {
    deploy('ends-process.mjs')
    const result = await invoke(event)
    expect(result).toMatchObject(failsWith('Runtime.ExitError', `RequestId: ${result.requestId} Error: ${reason}`))
    expect(await invoke(event)).toMatchObject({ functionError: 'Unhandled' })
  })

  it.each([
    ['rejection', 'Runtime.UnhandledPromiseRejection', 'Error: nobody waits for this'],
    ['exception', 'TypeError', "Cannot read properties of null (reading 'property')"],
  ])('is reported when nobody catches the %s', async (how, errorType, message) => {
    deploy('fails-later.mjs')
    expect(await invoke({ how })).toMatchObject(failsWith(errorType, message))
  })

  it.each([
    ['wants-callback.mjs', 'Runtime.CallbackHandlerDeprecated', expect.stringContaining('Node.js 24')],
    ['exports-number.mjs', 'Runtime.HandlerNotFound', 'index.handler is not a function'],
    ['exports-nothing.mjs', 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['throws-on-import.mjs', 'TypeError', 'Nothing works'],
    [
      'imports-nothing.mjs',
      'Error',
      expect.stringContaining("Cannot find package 'no-such-package' imported from /var/task/"),
    ],
    ['not-there.mjs', 'Runtime.ImportModuleError', expect.stringContaining("Cannot find module 'index'")],
    ['exits-on-import.mjs', 'Runtime.ExitError', expect.stringContaining('exit status 7')],
  ])('is reported when it cannot be loaded: %s', async (fixture, errorType, message) => {
    deploy(fixture)
    expect(await invoke({})).toMatchObject(failsWith(errorType, message))
  })

  it('is reported when it is no JavaScript', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'function-'))
    const bundle = join(directory, 'index.mjs')
    await cp(join(import.meta.dirname, 'fixtures', 'is-no-javascript.txt'), bundle)
    deploy('', { bundle })
    expect(await invoke({})).toMatchObject(
      failsWith('Runtime.UserCodeSyntaxError', expect.stringContaining('SyntaxError: ')),
    )
    await rm(directory, { recursive: true })
  })
})

describe('a function that does not end', () => {
  it.each([[{}], [{ busily: true }]])('is stopped at its timeout: %j', async (event) => {
    deploy('hangs.mjs', { timeoutMs: 150 })
    const result = await invoke(event)
    expect(result).toMatchObject(
      failsWith('Sandbox.Timedout', `RequestId: ${result.requestId} Error: Task timed out after 0.15 seconds`),
    )
  })

  it('does not keep others waiting', async () => {
    deploy('waits.mjs', { timeoutMs: 10_000 }, { maxEnvironments: 1 })
    const slow = Array.from({ length: 3 }, () => invoke({ ms: 1500 }))
    const order: string[] = []
    await Promise.all([
      Promise.all(slow).then(() => order.push('slow')),
      invoke({ ms: 0 }).then(() => order.push('quick')),
    ])
    expect(order).toEqual(['quick', 'slow'])
  })

  it.each(['heap', 'buffers', 'buffers-with-pauses'])('is stopped when its memory is used up: %s', async (where) => {
    deploy('leaks.mjs', { timeoutMs: 30_000 })
    const before = process.memoryUsage().rss
    const result = await invoke({ where })
    expect(result).toMatchObject(
      failsWith('Runtime.ExitError', `RequestId: ${result.requestId} Error: Runtime exited with error: signal: killed`),
    )
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(1000)
  })
})

describe('environments', () => {
  it('run one invocation at a time and are reused', async () => {
    deploy('waits.mjs', {}, { maxEnvironments: 2 })
    const streams = await Promise.all(Array.from({ length: 40 }, () => invoke({ ms: 5 })))
    const used = new Set(streams.map(({ payload }) => payload))
    expect(used.size).toBeLessThanOrEqual(2)
  })

  it('load a bundle anew when it was built anew', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'function-'))
    const bundle = join(directory, 'index.mjs')
    await writeFile(bundle, 'export const handler = async () => "before"')
    deploy('', { bundle })
    await expectToWork({}, 'before')
    await writeFile(bundle, 'export const handler = async () => "afterwards"')
    await expectToWork({}, 'afterwards')
    await rm(directory, { recursive: true })
    await expectToWork({}, 'afterwards')
  })

  it('load a bundle anew when told so', async () => {
    deploy('tells-context.mjs')
    await invoke({})
    functions.refresh('subject')
    expect((await invoke({})).payload.count).toBe(1)
  })
})

describe('log lines', () => {
  it('stand between START and REPORT, in order', async () => {
    const lines: string[] = []
    deploy(
      'logs.mjs',
      {},
      { log: (group, stream, _at, text) => lines.push(`${group} ${stream.slice(10, 20)} ${text}`) },
    )
    const { requestId } = await invoke({ lines: 2 })
    const start = '/aws/lambda/subject /[$LATEST] '
    expect(lines).toEqual([
      `${start}START RequestId: ${requestId} Version: $LATEST\n`,
      expect.stringMatching(/\d{4}-\d\d-\d\dT[\d:.]+Z\t[0-9a-f-]{36}\tINFO\tline 0\n$/),
      expect.stringContaining('\tINFO\tline 1\n'),
      `${start}{"raw":true}\n`,
      expect.stringContaining('\tERROR\tnot good\n'),
      `${start}END RequestId: ${requestId}\n`,
      expect.stringMatching(
        /REPORT RequestId: [0-9a-f-]{36}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: \d+ MB\tInit Duration: [\d.]+ ms\t\n$/,
      ),
    ])
  })

  it('are all taken, however many a function writes', async () => {
    let count = 0
    deploy('logs.mjs', { timeoutMs: 30_000 }, { log: () => count++ })
    await invoke({ lines: 20_000 })
    expect(count).toBe(20_005)
  })

  it('end in the tail that the caller asked for', async () => {
    deploy('logs.mjs')
    const { logTail } = await invoke({ lines: 500 }, { logTail: true })
    expect(logTail).toMatch(/line 499\n[\s\S]*REPORT RequestId/)
    expect(logTail?.length).toBe(4096)
  })
})

describe('an asynchronous invocation', () => {
  it('is tried three times', async () => {
    const starts: string[] = []
    const done = Promise.withResolvers<void>()
    const log = (_group: string, _stream: string, _at: number, text: string) => {
      if (text.startsWith('START')) starts.push(text)
      if (text.startsWith('REPORT') && starts.length === 3) done.resolve()
    }
    deploy('throws.mjs', {}, { log, eventRetryDelaysMs: [1, 1] })
    expect(await functions.invoke('subject', '{}', { invocationType: 'Event' })).toMatchObject({
      statusCode: 202,
      payload: '',
    })
    await done.promise
    expect(new Set(starts).size).toBe(1)
  })
})
