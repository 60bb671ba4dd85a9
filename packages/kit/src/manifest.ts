/** What a Lambda needs allowed, in IAM's terms. `resource` is a logical name that the deployment turns into an ARN. */
export interface Permission {
  actions: readonly string[]
  resource: 'table'
  /** Partition keys the statement is limited to (`dynamodb:LeadingKeys`), with IAM wildcards. */
  leadingKeys: readonly string[]
  /** Attributes the statement is limited to (`dynamodb:Attributes`). */
  attributes: readonly string[]
}

/** All that runs or deploys a Lambda reads: the local emulator, the workflow and the CDKTF stacks take it from here. */
export interface LambdaManifest {
  /** Also the package's name and its folder's. */
  name: string
  description: string
  /** The esbuild output, relative to the package's folder. */
  bundle: string
  memoryMb: number
  timeoutMs: number
  permissions: readonly Permission[]
  /** Environment variables that the bundle reads, beside those that every Lambda has. */
  environment: readonly 'TABLE_NAME'[]
  /** `error.name` of all that the handler can throw, by whether a retry can help: what a workflow may retry or catch. */
  errors: { transient: readonly string[]; permanent: readonly string[] }
}
