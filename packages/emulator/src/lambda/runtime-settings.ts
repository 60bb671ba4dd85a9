import { randomBytes } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { dirname, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Claims } from './claims.ts'
import type { Deployment } from './configuration.ts'
import { maxResponseBytes } from './function-error.ts'
import type { LogRing } from './log-ring.ts'
import type { RuntimeSettings } from './runtime-protocol.ts'

export function runtimeSettings(
  deployment: Deployment,
  logStream: string,
  { log, claims }: { log: LogRing; claims: Claims },
): RuntimeSettings {
  const { configuration, executedVersion, logGroup } = deployment
  const bundle = realPath(configuration.bundle)
  const rootPath = dirname(bundle) + sep
  return {
    bundleUrl: pathToFileURL(bundle).href,
    rootUrl: pathToFileURL(rootPath).href,
    rootPath,
    handler: configuration.handler,
    maxResponseBytes,
    functionName: configuration.name,
    functionVersion: executedVersion,
    memoryMb: configuration.memoryMb,
    timeoutMs: configuration.timeoutMs,
    logGroup,
    logStream,
    pid: process.pid,
    log,
    claims,
  }
}

/** As the module loader will name it in traces. A bundle that is not there is the runtime's to report. */
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
