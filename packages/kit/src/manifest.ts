/** What the emulator, the workflow and the CDKTF stacks need to know to run or deploy a Lambda. */
export interface LambdaManifest {
  /** Also the package's name and its folder's. */
  name: string
  description: string
  /** The esbuild output, relative to the package's folder. */
  bundle: string
  memoryMb: number
  timeoutMs: number
  /** Concurrent executions that AWS keeps for this function, and its limit, in stages that reserve concurrency. */
  reservedConcurrency: number
  /**
   * `error.name` of every error that the handler can throw, by whether a retry can help: what a workflow may retry or
   * catch.
   */
  errors: { transient: readonly string[]; permanent: readonly string[] }
}

/** What a check adds to it. */
export interface CheckManifest extends LambdaManifest {
  /** The field of the request that it checks: its result is called by that. */
  field: string
}
