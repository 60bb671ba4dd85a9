/** How one stage is deployed. Every field has a default, so that `cdktf deploy '*'` works with nothing set. */
export interface Settings {
  /** Prefix of every name, so that stages live side by side in one account. */
  stage: string
  workflowType: 'STANDARD' | 'EXPRESS'
  /** Deletion protection and point-in-time recovery of the table: off only for stages that may be thrown away. */
  protectTable: boolean
  sampleRecords: boolean
  /** A second layer of encryption for executions. docs/decisions/executions-without-an-own-key.md says what it takes. */
  encryptExecutions: boolean
  logLevel: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'
  logRetentionDays: number
  lambdaRuntime: string
  /** Undefined: the version that the bindings were made for. */
  awsProviderVersion?: string
  /** Undefined: the state is a local file. */
  stateBucket?: { name: string; region: string }
  /** Tags of every resource, beside those that every stage has. */
  tags: Record<string, string>
}

const STAGE_FORM = '2 to 16 of a-z, 0-9 and -, beginning with a letter and not ending with -'

type Variables = Record<string, string | undefined>

/**
 * Reads the settings from environment variables. Throws on a value that is not one of those expected: a stage that
 * is deployed with a mistyped setting is worse than one that is not deployed.
 */
export function readSettings(variables: Variables): Settings {
  const read = (name: string) => (variables[name] === '' ? undefined : variables[name])
  const awsProviderVersion = read('CDKTF_AWS_PROVIDER_VERSION')
  const stateBucket = read('STATE_BUCKET')
  return {
    stage: matching('STAGE', read('STAGE') ?? 'dev', /^[a-z][a-z0-9-]{0,14}[a-z0-9]$/, STAGE_FORM),
    workflowType: oneOf('WORKFLOW_TYPE', read('WORKFLOW_TYPE'), ['STANDARD', 'EXPRESS']),
    protectTable: oneOf('PROTECT_TABLE', read('PROTECT_TABLE'), ['true', 'false']) === 'true',
    sampleRecords: oneOf('SAMPLE_RECORDS', read('SAMPLE_RECORDS'), ['false', 'true']) === 'true',
    encryptExecutions: oneOf('ENCRYPT_EXECUTIONS', read('ENCRYPT_EXECUTIONS'), ['false', 'true']) === 'true',
    logLevel: oneOf('LOG_LEVEL', read('LOG_LEVEL'), ['INFO', 'DEBUG', 'WARN', 'ERROR']),
    logRetentionDays: Number(oneOf('LOG_RETENTION_DAYS', read('LOG_RETENTION_DAYS'), RETENTION_DAYS)),
    lambdaRuntime: matching('LAMBDA_RUNTIME', read('LAMBDA_RUNTIME') ?? 'nodejs24.x', /^nodejs\d+\.x$/, 'nodejs24.x'),
    ...(awsProviderVersion === undefined ? {} : { awsProviderVersion }),
    ...(stateBucket === undefined
      ? {}
      : { stateBucket: { name: stateBucket, region: read('STATE_REGION') ?? read('AWS_REGION') ?? 'us-east-1' } }),
    tags: tagsOf(read('TAGS') ?? ''),
  }
}

/** Those of CloudWatch Logs; a year comes first, since it is the default. */
const RETENTION_DAYS = [
  '365',
  '1',
  '3',
  '5',
  '7',
  '14',
  '30',
  '60',
  '90',
  '120',
  '150',
  '180',
  '400',
  '545',
  '731',
  '1096',
  '1827',
  '2192',
  '2557',
  '2922',
  '3288',
  '3653',
] as const

/** The first of the values is the default. */
function oneOf<const T extends string>(name: string, value: string | undefined, values: readonly [T, ...T[]]): T {
  const known = value === undefined ? values[0] : values.find((candidate) => candidate === value)
  if (known === undefined) throw new Error(`${name} is "${value}": expected one of ${values.join(', ')}.`)
  return known
}

function matching(name: string, value: string, pattern: RegExp, expected: string): string {
  if (!pattern.test(value)) throw new Error(`${name} is "${value}": expected ${expected}.`)
  return value
}

function tagsOf(text: string): Record<string, string> {
  const pairs = text.split(',').filter((pair) => pair.trim() !== '')
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key = '', ...value] = pair.split('=')
      if (key.trim() === '' || value.length === 0) throw new Error(`TAGS has "${pair}": expected key=value, by commas.`)
      return [key.trim(), value.join('=').trim()]
    }),
  )
}
