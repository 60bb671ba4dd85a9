import type { FunctionConfiguration, LogSink } from './configuration.ts'
import type { InvocationResult } from './environment.ts'
import type { PoolListener } from './pool.ts'

const tailBytes = 4096
const megabyte = 1024 * 1024

/** The lines that Lambda itself writes around each invocation, and the tail of all of them where it was asked for. */
export interface InvocationLog extends PoolListener {
  tail(): string
}

export function startLog(options: {
  requestId: string
  configuration: FunctionConfiguration
  executedVersion: string
  log: LogSink
  tail: boolean
}): InvocationLog {
  const { requestId, configuration, executedVersion, log } = options
  const group = `/aws/lambda/${configuration.name}`
  let stream = ''
  let tail = ''

  const keep = (text: string) => {
    if (options.tail) tail = (tail + text).slice(-tailBytes)
  }
  const write = (text: string, timestampMs = Date.now()) => {
    keep(text)
    log(group, stream, timestampMs, text)
  }

  return {
    began: (logStream, timestampMs) => {
      stream = logStream
      write(`START RequestId: ${requestId} Version: ${executedVersion}\n`, timestampMs)
    },
    wrote: keep,
    ended: (result) => {
      if (result.timedOut) {
        const seconds = (configuration.timeoutMs / 1000).toFixed(2)
        write(`${new Date().toISOString()} ${requestId} Task timed out after ${seconds} seconds\n\n`)
      }
      write(`END RequestId: ${requestId}\n`)
      write(report(requestId, configuration, result))
    },
    tail: () => tail,
  }
}

function report(requestId: string, { memoryMb }: FunctionConfiguration, result: InvocationResult): string {
  const { durationMs, initMs, memoryBytes, timedOut, errorType } = result
  const usedMb = Math.min(memoryMb, Math.ceil(memoryBytes / megabyte))
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${usedMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(timedOut ? ['Status: timeout'] : []),
    ...(errorType === undefined ? [] : ['Status: error', `Error Type: ${errorType}`]),
    '\n',
  ].join('\t')
}
