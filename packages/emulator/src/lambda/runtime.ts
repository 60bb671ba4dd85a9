import type { MessagePort } from 'node:worker_threads'
import type { logWriter } from './log-ring.ts'
import type { RuntimeInvocation, RuntimeMessage, RuntimeSettings } from './runtime-protocol.ts'

/**
 * The program of a worker: what AWS's runtime for Node.js 24 does in its process (module and handler lookup, context,
 * console, error payloads). Its source text is what the worker gets, so it must not reach outside of itself: types only.
 */
export function runtime(
  port: MessagePort,
  settings: RuntimeSettings,
  load: (url: string) => Promise<object>,
  createLogWriter: typeof logWriter,
): void {
  type Handler = (event: unknown, context: object) => unknown
  const { format } = process.getBuiltinModule('node:util')
  const { getHeapStatistics } = process.getBuiltinModule('node:v8')
  const { setImmediate } = globalThis
  const post = (kind: RuntimeMessage['kind'], payload = '', durationMs = 0, memoryBytes = 0) =>
    port.postMessage(`${kind}\0${payload}\0${durationMs}\0${memoryBytes}`)
  const log = createLogWriter(settings.log, () => post('log'))
  const queue: { job: number; invocation: RuntimeInvocation }[] = []
  let requestId: string | undefined
  let job = 0
  let working = false
  let handler: Handler | undefined

  /** Paths read as in a deployed function. */
  const deployed = (text: string) =>
    text
      .replaceAll(settings.rootUrl, 'file:///var/task/')
      .replaceAll(settings.rootPath, '/var/task/')
      .replaceAll('[worker eval]', 'file:///var/runtime/index.mjs')

  const writeLog = (text: string) => {
    log(job, deployed(text))
    // While an invocation runs, the host looks at the log from time to time, and when it ends.
    if (!working) post('log')
  }

  const named = (name: string, message: string, stack?: string) => {
    const error = new Error(message)
    error.name = name
    if (stack !== undefined) error.stack = stack
    return error
  }

  const describe = (error: unknown) => {
    const clean = (text: string) => deployed(text.replaceAll('\x7F', '%7F'))
    try {
      if (error instanceof Error) {
        return {
          errorType: clean(error.name),
          errorMessage: clean(error.message),
          trace: clean(error.stack ?? '').split('\n'),
        }
      }
      return { errorType: typeof error, errorMessage: clean(String(error)), trace: [] }
    } catch {
      const errorMessage =
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack'
      return { errorType: 'handled', errorMessage, trace: [] }
    }
  }

  const logLine = (level: string, text: string) =>
    writeLog(`${new Date().toISOString()}\t${requestId}\t${level}\t${text}\n`)

  const logError = (what: string, error: unknown) => {
    const { errorType, errorMessage, trace } = describe(error)
    logLine('ERROR', `${what} \t${JSON.stringify({ errorType, errorMessage, stack: trace })}`)
  }

  const captureOutput = () => {
    const levels = { trace: 'TRACE', debug: 'DEBUG', info: 'INFO', warn: 'WARN', error: 'ERROR', log: 'INFO' } as const
    for (const [method, level] of Object.entries(levels)) {
      Object.assign(console, { [method]: (...values: unknown[]) => logLine(level, format(...values)) })
    }
    const write = (chunk: unknown, encoding?: unknown, done?: unknown) => {
      writeLog(typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString())
      const callback = typeof encoding === 'function' ? encoding : done
      if (typeof callback === 'function') queueMicrotask(() => callback())
      return true
    }
    Object.assign(process.stdout, { write })
    Object.assign(process.stderr, { write })
  }

  /** In a worker these would end the whole emulator, or do nothing: here they end this environment. */
  const guardProcess = () => {
    const end = (signal: string) => {
      post('signal', signal)
      process.exit(1)
    }
    const kill = (pid: number, signal: string | number = 'SIGTERM') => {
      const own = pid === settings.pid || pid === 0 || pid === -1 || pid === -settings.pid
      if (!own) throw Object.assign(new Error('kill ESRCH'), { errno: -3, code: 'ESRCH', syscall: 'kill' })
      if (signal === 0) return true
      const names: Record<string, string> = { 6: 'aborted', 9: 'killed', 15: 'terminated' }
      Object.assign(names, { SIGABRT: 'aborted', SIGKILL: 'killed', SIGTERM: 'terminated' })
      return end(names[signal] ?? String(signal).toLowerCase().replace(/^sig/, ''))
    }
    Object.assign(process, { kill, abort: () => end('aborted') })
    process.getBuiltinModule('node:module').syncBuiltinESMExports()
  }

  const watchUncaught = () => {
    const fail = (what: string, error: unknown, status: number) => {
      logError(what, error)
      post('uncaught', JSON.stringify(describe(error)))
      process.exit(status)
    }
    process.on('uncaughtException', (error: unknown) => fail('Uncaught Exception', error, 129))
    process.on('unhandledRejection', (reason: unknown) =>
      fail('Unhandled Promise Rejection', named('Runtime.UnhandledPromiseRejection', String(reason)), 128),
    )
  }

  const find = (from: unknown, path: string): unknown =>
    path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], from)

  const loadHandler = async (): Promise<Handler> => {
    const module = await load(settings.bundleUrl).catch((error: unknown) => {
      if (error instanceof SyntaxError) throw named('Runtime.UserCodeSyntaxError', String(error), error.stack)
      const { code, url } = error as { code?: string; url?: string }
      if (code === 'ERR_MODULE_NOT_FOUND' && url === settings.bundleUrl) {
        const file = settings.handler.split('.')[0]
        throw named(
          'Runtime.ImportModuleError',
          `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`,
        )
      }
      if (code === 'MODULE_NOT_FOUND') throw named('Runtime.ImportModuleError', String(error))
      throw error
    })
    const path = settings.handler.slice(settings.handler.indexOf('.') + 1)
    const found = find(module, path) ?? find((module as { default?: unknown }).default, path)
    if (!found) throw named('Runtime.HandlerNotFound', `${settings.handler} is undefined or not exported`)
    if (typeof found !== 'function') throw named('Runtime.HandlerNotFound', `${settings.handler} is not a function`)
    if (found.length >= 3) {
      throw named(
        'Runtime.CallbackHandlerDeprecated',
        'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
      )
    }
    return found as Handler
  }

  const contextOf = (invocation: RuntimeInvocation, deadlineMs: number) => ({
    clientContext: invocation.clientContext === undefined ? undefined : JSON.parse(invocation.clientContext),
    identity: undefined,
    invokedFunctionArn: invocation.functionArn,
    awsRequestId: invocation.requestId,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
    functionName: settings.functionName,
    functionVersion: settings.functionVersion,
    memoryLimitInMB: String(settings.memoryMb),
    logGroupName: settings.logGroup,
    logStreamName: settings.logStream,
  })

  const memoryBytes = () => {
    const { total_heap_size: heap, external_memory: external } = getHeapStatistics()
    return heap + external
  }

  const stringify = (result: unknown): string => {
    try {
      return JSON.stringify(result === undefined ? null : result) ?? 'null'
    } catch {
      throw named('Runtime.JSONStringifyError', 'Unable to stringify response body')
    }
  }

  const invoke = async (invocation: RuntimeInvocation) => {
    requestId = invocation.requestId
    process.env._X_AMZN_TRACE_ID = invocation.traceHeader
    const deadlineMs = Date.now() + settings.timeoutMs
    const startMs = performance.now()
    const end = (kind: RuntimeMessage['kind'], payload: string) =>
      post(kind, payload, performance.now() - startMs, memoryBytes())
    try {
      const context = contextOf(invocation, deadlineMs)
      const payload = stringify(await handler?.(JSON.parse(invocation.payload), context))
      const tooLarge =
        payload.length * 3 > settings.maxResponseBytes && Buffer.byteLength(payload) > settings.maxResponseBytes
      if (tooLarge) end('too-large', '')
      else end('result', payload)
    } catch (error) {
      logError('Invoke Error', error)
      end('error', JSON.stringify(describe(error)))
    }
  }

  /** Begins a job, unless the host has taken it back. */
  const claim = (next: number) => Atomics.compareExchange(settings.claims, 0, next - 1, next) === next - 1

  const work = async () => {
    working = true
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (!claim(next.job)) continue
      job = next.job
      log(job)
      await invoke(next.invocation)
      // What an invocation left behind gets its turn, as it does while Lambda asks for the next one.
      if (queue.length > 0) await new Promise((resolve) => setImmediate(resolve))
    }
    working = false
  }

  const take = (text: string) => {
    const [first, ...fields] = text.split('\0')
    for (let next = Number(first); fields.length > 0; next++) {
      const [requestId = '', functionArn = '', traceHeader = '', clientContext, payload = ''] = fields.splice(0, 5)
      const invocation = { requestId, functionArn, traceHeader, clientContext: clientContext || undefined, payload }
      queue.push({ job: next, invocation })
    }
    if (!working) void work()
  }

  const start = async () => {
    captureOutput()
    guardProcess()
    watchUncaught()
    try {
      handler = await loadHandler()
      port.on('message', take)
      post('ready')
    } catch (error) {
      logError('Uncaught Exception', error)
      post('init-error', JSON.stringify(describe(error)))
      process.exit(1)
    }
  }
  void start()
}
