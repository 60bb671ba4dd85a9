import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { deploy, failsWith, type Subject } from './deploy.fixture.ts'

// Starts workers, and waits for some to run out of time or memory.
vi.setConfig({ testTimeout: 60_000 })

let subject: Subject
afterEach(() => subject.functions.close())

function given(...parameters: Parameters<typeof deploy>) {
  subject = deploy(...parameters)
}

const invoke: Subject['invoke'] = (event, options) => subject.invoke(event, options)

describe('a function that fails', () => {
  it('is reported by name, message and trace, without a path of this machine', async () => {
    given('throws.mjs')
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
    given('throws-oddly.mjs')
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
    given('ends-process.mjs')
    const result = await invoke(event)
    expect(result).toMatchObject(failsWith('Runtime.ExitError', `RequestId: ${result.requestId} Error: ${reason}`))
    expect(await invoke(event)).toMatchObject({ functionError: 'Unhandled' })
  })

  it.each([
    ['rejection', 'Runtime.UnhandledPromiseRejection', 'Error: nobody waits for this'],
    ['exception', 'TypeError', "Cannot read properties of null (reading 'property')"],
  ])('is reported when nobody catches the %s', async (how, errorType, message) => {
    given('fails-later.mjs')
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
    ['fails-once-loaded.mjs', 'Runtime.UnhandledPromiseRejection', 'Error: no database'],
    ['exits-once-loaded.mjs', 'Runtime.ExitError', expect.stringContaining('exit status 4')],
  ])('is reported when it cannot be loaded: %s', async (fixture, errorType, message) => {
    given(fixture)
    expect(await invoke({})).toMatchObject(failsWith(errorType, message))
  })

  it('is reported when Node does not take its options', async () => {
    const lines: string[] = []
    given(
      'echoes.mjs',
      { environment: { NODE_OPTIONS: '--no-such-option' } },
      { log: (...line) => lines.push(line[3]) },
    )
    expect(await invoke({})).toMatchObject(failsWith('Runtime.ExitError', expect.stringContaining('exit status 9')))
    expect(lines.join('')).toContain('--no-such-option is not allowed in NODE_OPTIONS')
  })

  it('is reported when it is no JavaScript', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'function-'))
    const bundle = join(directory, 'index.mjs')
    await cp(join(import.meta.dirname, 'fixtures', 'is-no-javascript.txt'), bundle)
    given('', { bundle })
    expect(await invoke({})).toMatchObject(
      failsWith('Runtime.UserCodeSyntaxError', expect.stringContaining('SyntaxError: ')),
    )
    await rm(directory, { recursive: true })
  })
})

describe('a function that does not end', () => {
  it('is stopped while it loads', async () => {
    given('hangs-on-import.mjs', { timeoutMs: 1000 }, { initTimeoutMs: 300 })
    expect(await invoke({})).toMatchObject(failsWith('Sandbox.Timedout', expect.stringContaining('Task timed out')))
    expect(await invoke({})).toMatchObject({ functionError: 'Unhandled' })
  })

  it.each([[{}], [{ busily: true }]])('is stopped at its timeout: %j', async (event) => {
    given('hangs.mjs', { timeoutMs: 150 })
    const result = await invoke(event)
    expect(result).toMatchObject(
      failsWith('Sandbox.Timedout', `RequestId: ${result.requestId} Error: Task timed out after 0.15 seconds`),
    )
  })

  it('is stopped while it logs without end, and its log does not pile up in the memory of the emulator', async () => {
    const before = process.memoryUsage().rss
    let lines = 0
    let most = before
    const log = () => {
      if (++lines % 1000 === 0) most = Math.max(most, process.memoryUsage().rss)
    }
    given('logs-without-end.mjs', { timeoutMs: 3000 }, { log })
    expect(await invoke({})).toMatchObject(failsWith('Sandbox.Timedout', expect.stringContaining('timed out')))
    expect(lines).toBeGreaterThan(1000)
    expect((most - before) / 1024 / 1024).toBeLessThan(130)
  })

  it('does not keep others waiting', async () => {
    given('waits.mjs', { timeoutMs: 10_000 }, { maxEnvironments: 1 })
    const slow = Array.from({ length: 3 }, () => invoke({ ms: 1500 }))
    const order: string[] = []
    await Promise.all([
      Promise.all(slow).then(() => order.push('slow')),
      invoke({ ms: 0 }).then(() => order.push('quick')),
    ])
    expect(order).toEqual(['quick', 'slow'])
  })

  it.each(['heap', 'buffers', 'buffers-with-pauses'])('is stopped when its memory is used up: %s', async (where) => {
    given('leaks.mjs', { timeoutMs: 30_000 })
    const before = process.memoryUsage().rss
    const result = await invoke({ where })
    expect(result).toMatchObject(
      failsWith('Runtime.ExitError', `RequestId: ${result.requestId} Error: Runtime exited with error: signal: killed`),
    )
    expect((process.memoryUsage().rss - before) / 1024 / 1024).toBeLessThan(1000)
  })
})
