import { parentPort, workerData } from 'node:worker_threads'
import { createErrorDescriber } from './worker/describe-error.ts'
import { guardProcess } from './worker/guard-process.ts'
import { createInvoker } from './worker/invoke.ts'
import { loadHandler } from './worker/load-handler.ts'
import { captureOutput, createFunctionLog } from './worker/log.ts'
import { createPathHider } from './worker/paths.ts'
import type { Invocation, WorkerMessage, WorkerSettings } from './worker-messages.ts'

/** The program of a worker: what AWS's runtime for Node.js 24 does in its process. */

const port = parentPort
if (port === null)
  throw new Error('lambda-worker.ts is the program of a worker thread. Start it by startEnvironment().')
const settings = workerData as WorkerSettings

const post = (message: WorkerMessage) => port.postMessage(message)
const hidePaths = createPathHider(settings, new URL('.', import.meta.url).href)
const describe = createErrorDescriber(hidePaths)
const log = createFunctionLog(settings.logBacklog, hidePaths, describe, post)

const end = (what: string, error: unknown, status: number) => {
  log.error(what, error)
  post({ kind: 'crashed', payload: JSON.stringify(describe(error)) })
  process.exit(status)
}

captureOutput(log)
guardProcess((signal) => {
  post({ kind: 'signalled', signal })
  process.exit(1)
})
process.on('uncaughtException', (error: unknown) => end('Uncaught Exception', error, 129))
process.on('unhandledRejection', (reason: unknown) => {
  const error = Object.assign(new Error(String(reason)), { name: 'Runtime.UnhandledPromiseRejection' })
  end('Unhandled Promise Rejection', error, 128)
})
try {
  const invoke = createInvoker(await loadHandler(settings), settings, log, describe)
  port.on('message', async (invocation: Invocation) => post({ kind: 'result', result: await invoke(invocation) }))
  post({ kind: 'ready' })
} catch (error) {
  end('Uncaught Exception', error, 1)
}
