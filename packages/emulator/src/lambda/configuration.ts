/** One function, as its deployment would configure it. */
export interface FunctionConfiguration {
  name: string
  /** Absolute path of the ES module that is deployed. */
  bundle: string
  /** The bundles of the versions that were published before it, oldest first. */
  earlierBundles?: readonly string[]
  /** `file.export`, as in `index.handler`. The file is the bundle, whatever its name. */
  handler: string
  memoryMb: number
  timeoutMs: number
  /** The package's version. AWS numbers the published ones itself, so it is shown in the description. */
  version: string
  environment: Record<string, string>
  /** Names of the published version beside its number, as in `live`. */
  aliases: string[]
}

export interface FunctionsOptions {
  accountId?: string
  region?: string
  /** Where a function finds the other services: its AWS_ENDPOINT_URL. */
  endpointUrl?: () => string | undefined
  /** Takes each line that a function, or its runtime, writes. */
  log?: LogSink
  /** Environments of one function that may be busy at once, those stuck in a long invocation not counted. */
  maxEnvironments?: number
  /** How long an environment beyond the first of its function stays warm. */
  idleMs?: number
  /** What the loading of a function may take, whatever its timeout: ten seconds in Lambda. */
  initTimeoutMs?: number
  /** Waits before the second and third attempt of an asynchronous invocation that failed. */
  eventRetryDelaysMs?: readonly number[]
  /** From 0 up to 1: draws the version where an alias leads to two. */
  random?: () => number
}

export type LogSink = (group: string, stream: string, timestampMs: number, message: string) => void

/** What an environment needs to know of its function. */
export interface Deployment {
  configuration: FunctionConfiguration
  /** `$LATEST`, or a published number. */
  executedVersion: string
  region: string
  endpointUrl: string | undefined
  logGroup: string
  initTimeoutMs: number
}
