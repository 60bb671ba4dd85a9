import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Deployment } from './configuration.ts'
import type { LogBacklog } from './log-backlog.ts'
import type { WorkerSettings } from './worker-messages.ts'

export function workerSettings(deployment: Deployment, logStream: string, logBacklog: LogBacklog): WorkerSettings {
  const { configuration, executedVersion, logGroup } = deployment
  const bundle = realPath(configuration.bundle)
  const rootPath = dirname(bundle) + sep
  return {
    bundleUrl: pathToFileURL(bundle).href,
    rootUrl: pathToFileURL(rootPath).href,
    rootPath,
    handler: configuration.handler,
    functionName: configuration.name,
    functionVersion: executedVersion,
    memoryMb: configuration.memoryMb,
    timeoutMs: configuration.timeoutMs,
    logGroup,
    logStream,
    logBacklog,
  }
}

/** As the module loader will name it in traces. A bundle that is not there is the worker's to report. */
function realPath(bundle: string): string {
  try {
    return realpathSync(bundle)
  } catch {
    return bundle
  }
}

export function newLogStream(version: string): string {
  const day = new Date().toISOString().slice(0, 10).replaceAll('-', '/')
  return `${day}/[${version}]${randomBytes(16).toString('hex')}`
}
