import { randomUUID } from 'node:crypto'
import { createAliases } from './aliases.ts'
import type { FunctionConfiguration, FunctionsOptions } from './configuration.ts'
import { functionNotFound, invalidRequestContent, requestTooLarge, tooManyRequests } from './errors.ts'
import { parseFunctionName } from './function-name.ts'
import type { FunctionDescription, Functions, InvokeOptions, InvokeResult } from './functions-api.ts'
import { handleRequest } from './http.ts'
import { startLog } from './invocation-log.ts'
import { createPool, type Pool } from './pool.ts'
import { configurationOf, latestVersion, publishedVersions } from './versions.ts'

const maxPayloadBytes = { RequestResponse: 6_291_456, Event: 1_048_576, DryRun: 6_291_456 }
const maxWaiting = 50_000
const maxFound = 1_000
/** 3,583 bytes of Base64. */
const maxClientContextChars = 2_687

export function createFunctions(configurations: FunctionConfiguration[], options: FunctionsOptions = {}): Functions {
  const { accountId = '000000000000', region = 'us-east-1', log = () => undefined } = options
  const { maxEnvironments = 2, idleMs = 3000, eventRetryDelaysMs = [60_000, 120_000] } = options
  const { initTimeoutMs = 10_000, random = Math.random } = options
  const pools = new Map<string, Pool>()
  const retries = new Set<NodeJS.Timeout>()
  let waiting = 0

  const arnPrefix = `arn:aws:lambda:${region}:${accountId}:function:`
  const descriptions = configurations.map(
    (configuration): FunctionDescription => ({
      ...configuration,
      arn: arnPrefix + configuration.name,
      routing: createAliases(configuration, random),
    }),
  )

  const find = (nameOrArn: string, givenQualifier?: string) => {
    const given = parseFunctionName(nameOrArn, givenQualifier)
    const { name, qualifier } = given
    const suffix = qualifier === undefined ? '' : `:${qualifier}`
    const arn = `arn:aws:lambda:${given.region ?? region}:${given.accountId ?? accountId}:function:${name}${suffix}`
    const configuration = descriptions.find((one) => one.arn + suffix === arn)
    if (!configuration) throw functionNotFound(arn)
    const known = [latestVersion, ...publishedVersions(configuration), ...configuration.aliases]
    if (qualifier !== undefined && !known.includes(qualifier)) throw functionNotFound(arn)
    return { configuration, arn, qualifier }
  }

  /** The few names under which a workflow calls its functions. */
  const found = new Map<string, ReturnType<typeof find>>()
  const resolve = (nameOrArn: string, givenQualifier?: string) => {
    const key = `${nameOrArn} ${givenQualifier ?? ''}`
    const target = found.get(key) ?? find(nameOrArn, givenQualifier)
    if (found.size < maxFound) found.set(key, target)
    const { configuration, arn, qualifier = latestVersion } = target
    const alias = configuration.routing.get(qualifier)
    return { configuration, arn, executedVersion: alias ? configuration.routing.draw(alias) : qualifier }
  }

  const poolOf = (described: FunctionDescription, executedVersion: string): Pool => {
    const configuration = configurationOf(described, executedVersion)
    const key = `${configuration.name}:${executedVersion}`
    const logGroup = `/aws/lambda/${configuration.name}`
    const pool =
      pools.get(key) ??
      createPool(
        { configuration, executedVersion, region, endpointUrl: options.endpointUrl?.(), logGroup, initTimeoutMs },
        { maxEnvironments, idleMs, log: (stream, text, timestampMs) => log(logGroup, stream, timestampMs, text) },
      )
    pools.set(key, pool)
    return pool
  }

  const runOnce = async (
    target: ReturnType<typeof resolve>,
    requestId: string,
    payload: string,
    { clientContext, traceHeader = newTraceHeader(), logTail, signal }: InvokeOptions,
  ): Promise<InvokeResult> => {
    const { configuration, arn, executedVersion } = target
    const lines = startLog({ requestId, configuration, executedVersion, log, tail: logTail ?? false })
    const result = await poolOf(configuration, executedVersion).invoke(
      { requestId, payload, functionArn: arn, clientContext, traceHeader },
      lines,
      signal,
    )
    return {
      statusCode: 200,
      executedVersion,
      ...(result.failed ? { functionError: 'Unhandled' as const } : {}),
      payload: result.payload,
      requestId,
      ...(logTail ? { logTail: lines.tail() } : {}),
    }
  }

  /** Asynchronous invocation: at most three attempts, as AWS makes by default. */
  const runInBackground = async (
    target: ReturnType<typeof resolve>,
    requestId: string,
    payload: string,
    invokeOptions: InvokeOptions,
    attempt = 0,
  ): Promise<void> => {
    const { functionError } = await runOnce(target, requestId, payload, invokeOptions)
    const delayMs = eventRetryDelaysMs[attempt]
    if (functionError === undefined || delayMs === undefined) return
    const timer = setTimeout(() => {
      retries.delete(timer)
      void runInBackground(target, requestId, payload, invokeOptions, attempt + 1)
    }, delayMs).unref()
    retries.add(timer)
  }

  const functions: Functions = {
    arnPrefix,
    invoke: async (nameOrArn, payload, invokeOptions = {}) => {
      const { invocationType = 'RequestResponse' } = invokeOptions
      const target = resolve(nameOrArn, invokeOptions.qualifier)
      const text = payload.trim() === '' ? '{}' : payload
      checkPayload(text, invocationType)
      if (invokeOptions.clientContext !== undefined) checkClientContext(invokeOptions.clientContext)
      const { executedVersion } = target
      const requestId = randomUUID()
      if (invocationType === 'DryRun') return { statusCode: 204, executedVersion, payload: '', requestId }
      if (waiting >= maxWaiting) throw tooManyRequests()
      if (invocationType === 'Event') {
        void runInBackground(target, requestId, text, invokeOptions)
        return { statusCode: 202, executedVersion, payload: '', requestId }
      }
      waiting++
      try {
        return await runOnce(target, requestId, text, invokeOptions)
      } finally {
        waiting--
      }
    },
    list: () => descriptions,
    handle: (request) => handleRequest(functions, request),
    close: async () => {
      for (const timer of retries) clearTimeout(timer)
      await Promise.all([...pools.values()].map((pool) => pool.close()))
      pools.clear()
    },
  }
  return functions
}

function checkPayload(payload: string, type: 'RequestResponse' | 'Event' | 'DryRun'): void {
  const limit = maxPayloadBytes[type]
  // A UTF-16 unit is at most three bytes of UTF-8: most payloads need not be measured.
  const bytes = payload.length * 3 > limit ? Buffer.byteLength(payload) : 0
  if (bytes > limit) {
    throw requestTooLarge(`${bytes} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`)
  }
  try {
    JSON.parse(payload)
  } catch {
    throw invalidRequestContent('Could not parse request body into json: Could not parse payload into json')
  }
}

function checkClientContext(text: string): void {
  try {
    const value: unknown = JSON.parse(text)
    if (text.length <= maxClientContextChars && typeof value === 'object' && value !== null) return
  } catch {
    // Said below.
  }
  throw invalidRequestContent('Client context must be a valid Base64-encoded JSON object.')
}

function newTraceHeader(): string {
  const id = randomUUID().replaceAll('-', '')
  const seconds = Math.floor(Date.now() / 1000).toString(16)
  return `Root=1-${seconds}-${id.slice(0, 24)};Parent=${id.slice(16)};Sampled=0`
}
