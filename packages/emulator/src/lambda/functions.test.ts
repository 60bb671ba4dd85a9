import { afterEach, describe, expect, it, vi } from 'vitest'
import { deploy, failsWith, type Subject } from './deploy.fixture.ts'

// Starts workers: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 })

let subject: Subject
afterEach(() => subject.functions.close())

function given(...parameters: Parameters<typeof deploy>) {
  subject = deploy(...parameters)
}

const invoke: Subject['invoke'] = (event, options) => subject.invoke(event, options)

/** Whatever happened before, the next invocation works. */
async function expectToWork(event: unknown, payload: unknown) {
  expect(await invoke(event)).toMatchObject({ statusCode: 200, payload })
}

describe('a function that answers', () => {
  it.each([[{ a: [1, 'ü', null] }], ['text'], [0], [null], [[]]])('hands %j through', async (event) => {
    given('echoes.mjs')
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
    given('returns-oddly.mjs')
    await expectToWork({ what }, payload)
  })

  it.each(['circular', 'bigint'])('reports an answer that is no JSON (%s)', async (what) => {
    given('returns-oddly.mjs')
    expect(await invoke({ what })).toMatchObject(
      failsWith('Runtime.JSONStringifyError', 'Unable to stringify response body'),
    )
    await expectToWork({ what: 'nothing' }, null)
  })

  it('may answer with exactly the limit, and not with a byte more', async () => {
    given('returns-much.mjs')
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
    given('tells-context.mjs', {}, { endpointUrl: () => 'http://127.0.0.1:4566', region: 'eu-central-1' })
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

  it('is the main thread of its process, with no port to the emulator', async () => {
    given('looks-for-its-host.mjs')
    await expectToWork({}, { isMainThread: true, parentPort: null, workerData: null })
  })

  it('stays warm', async () => {
    given('tells-context.mjs')
    expect((await invoke({})).payload.count).toBe(1)
    expect((await invoke({})).payload.count).toBe(2)
  })
})

describe('environments', () => {
  it('run one invocation at a time and are reused', async () => {
    given('waits.mjs', {}, { maxEnvironments: 2 })
    const streams = await Promise.all(Array.from({ length: 40 }, () => invoke({ ms: 5 })))
    const used = new Set(streams.map(({ payload }) => payload))
    expect(used.size).toBeLessThanOrEqual(2)
  })
})

describe('log lines', () => {
  it('stand between START and REPORT, in order', async () => {
    const lines: string[] = []
    given('logs.mjs', {}, { log: (group, stream, _at, text) => lines.push(`${group} ${stream.slice(10, 20)} ${text}`) })
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
    given('logs.mjs', { timeoutMs: 30_000 }, { log: () => count++ })
    await invoke({ lines: 20_000 })
    expect(count).toBe(20_005)
  })

  it('end in the tail that the caller asked for', async () => {
    given('logs.mjs')
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
    given('throws.mjs', {}, { log, eventRetryDelaysMs: [1, 1] })
    expect(await subject.functions.invoke('subject', '{}', { invocationType: 'Event' })).toMatchObject({
      statusCode: 202,
      payload: '',
    })
    await done.promise
    expect(new Set(starts).size).toBe(1)
  })
})
