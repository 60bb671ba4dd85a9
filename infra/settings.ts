import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { describeIssue } from './describe-issue.ts'
import { jsonObject } from './json-object.ts'

/** How long CloudWatch Logs can keep a log group, in days. */
const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const

const tagText = (characters: number) =>
  v.pipe(v.string(), v.maxLength(characters), v.regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u))

const tagKey = v.pipe(
  tagText(128),
  v.minLength(1),
  v.check(
    (key) => !/^aws:/i.test(key),
    'Invalid tag key: Expected one that does not begin with aws:, which AWS keeps for itself',
  ),
)

const region = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2}(-[a-z]+)+-\d$/, 'Invalid region: Expected one such as eu-central-1'),
)

/** A stage's settings as its file holds them. Each has a default, so that `{}` is a stage that may be thrown away. */
const stageFile = v.strictObject({
  /** Deletion protection and point-in-time recovery of the table, and no stack with records can be destroyed. */
  protected: v.optional(v.boolean(), false),
  /** Keeps each function the concurrency that its manifest asks for; where left out, protected stages do. */
  reserveConcurrency: v.optional(v.boolean()),
  /** What the stage may cost in a month, and who gets an e-mail when it is about to cost more. */
  budget: v.optional(
    v.strictObject({ monthlyUsd: v.pipe(v.number(), v.minValue(1)), email: v.pipe(v.string(), v.email()) }),
  ),
  workflowType: v.optional(v.picklist(['STANDARD', 'EXPRESS']), 'STANDARD'),
  /**
   * A second layer of encryption for executions. docs/decisions/executions-without-an-own-key.md says what it takes.
   */
  encryptExecutions: v.optional(v.boolean(), false),
  logs: v.optional(
    v.strictObject({
      level: v.optional(v.picklist(['DEBUG', 'INFO', 'WARN', 'ERROR']), 'INFO'),
      retentionDays: v.optional(v.picklist(RETENTION_DAYS), 365),
      /** Whether log groups outlive a destroy; where left out, those of protected stages do. */
      keepAfterDestroy: v.optional(v.boolean()),
    }),
    {},
  ),
  /**
   * New versions of functions and state machines go live by the canary, in these steps; where left out, at once with
   * the deploy.
   */
  canary: v.optional(
    v.strictObject({
      /** The new version's share, in percent; then come 100. */
      steps: v.pipe(
        v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99))),
        v.minLength(1),
        v.check((steps) => steps.every((step, at) => step > (steps[at - 1] ?? 0)), 'rising percents, such as [10, 50]'),
      ),
      /** How long each step is watched. */
      windowSeconds: v.optional(v.pipe(v.number(), v.minValue(60)), 300),
      /** How long a step waits for enough requests before the old version gets everything again. */
      holdSeconds: v.optional(v.pipe(v.number(), v.minValue(60)), 3600),
    }),
  ),
  /** The only account that this stage may be deployed to. */
  account: v.optional(v.pipe(v.string(), v.regex(/^\d{12}$/, 'Invalid account: Expected a text of 12 digits'))),
  /** By default from the environment. */
  region: v.optional(region),
  /** Where Terraform keeps the state; where left out, in files beside cdktf.json. */
  stateBucket: v.optional(v.strictObject({ name: v.pipe(v.string(), v.minLength(3)), region: v.optional(region) })),
  /** Of every resource, beside those that every stage has. */
  tags: v.optional(v.pipe(v.record(tagKey, tagText(256)), v.maxEntries(40)), {}),
})

export interface Settings extends Omit<v.InferOutput<typeof stageFile>, 'logs' | 'stateBucket' | 'reserveConcurrency'> {
  /** Prefix of every name, so that stages live side by side in one account. */
  stage: string
  reserveConcurrency: boolean
  logs: { level: 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'; retentionDays: number; keepAfterDestroy: boolean }
  stateBucket?: { name: string; region: string; key: string }
  lambdaRuntime: string
  /** Undefined: the version that the bindings were made for. */
  awsProviderVersion?: string
}

export const STAGES = join(import.meta.dirname, 'stages')

type Variables = Record<string, string | undefined>

/** The stage that is named by STAGE. Throws, in one line, on a name that no stage can have. */
export function stageOf({ STAGE = '' }: Variables): string {
  const stage = STAGE === '' ? 'dev' : STAGE
  if (!/^[a-z][a-z0-9-]{0,14}[a-z0-9]$/.test(stage)) {
    throw new Error(
      `STAGE is "${stage}": expected 2 to 16 of a-z, 0-9 and -, beginning with a letter and not ending with -.`,
    )
  }
  return stage
}

/** Reads the settings of the stage that is named by STAGE. Throws, in one line, on whatever is not as expected. */
export function readSettings(variables: Variables, stages = STAGES): Settings {
  const stage = stageOf(variables)
  const path = join(stages, `${stage}.json`)
  if (!existsSync(path)) {
    const known = knownStages(stages)
    throw new Error(
      `There is no stage "${stage}": expected infra/stages/${stage}.json beside ${known.map((name) => `${name}.json`).join(', ')}. Write it, or name another stage in STAGE.`,
    )
  }
  refuseFormerVariables(variables, stage)
  return settingsOf(stage, parseJson(path, stage), variables)
}

/** The stages that have a settings file. */
export function knownStages(stages = STAGES): string[] {
  return readdirSync(stages)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length))
    .sort()
}

/** The settings of a stage from what its file holds. Throws, in one line, on whatever is not as expected. */
export function settingsOf(stage: string, content: unknown, variables: Variables = {}): Settings {
  const result = v.safeParse(v.pipe(jsonObject(), stageFile), content)
  if (!result.success) throw new Error(`infra/stages/${stage}.json: ${describeIssue(result.issues[0])}`)
  const { stateBucket, logs, ...settings } = result.output
  if (settings.protected && stateBucket === undefined) {
    throw new Error(
      `infra/stages/${stage}.json: a protected stage needs "stateBucket", such as {"name": "my-terraform-states"}: a state in a file is lost together with its clone.`,
    )
  }
  if (settings.canary !== undefined && settings.workflowType === 'EXPRESS') {
    throw new Error(
      `infra/stages/${stage}.json: "canary" needs "workflowType": "STANDARD": AWS lists no Express executions, so nobody sees what a new version answers.`,
    )
  }
  if (settings.canary !== undefined && ['WARN', 'ERROR'].includes(logs.level)) {
    throw new Error(
      `infra/stages/${stage}.json: "canary" needs "logs.level" INFO or DEBUG: what a version of a function answers is in its log.`,
    )
  }
  return {
    stage,
    ...settings,
    reserveConcurrency: settings.reserveConcurrency ?? settings.protected,
    logs: { ...logs, keepAfterDestroy: logs.keepAfterDestroy ?? settings.protected },
    ...(stateBucket === undefined ? {} : { stateBucket: bucketOf(stage, stateBucket, settings) }),
    ...emulatorSettings(variables),
  }
}

/** The key holds account and region, so that stages of one name do not share a state: so the file has to say both. */
function bucketOf(
  stage: string,
  bucket: { name: string; region?: string | undefined },
  { account, region }: { account?: string | undefined; region?: string | undefined },
): { name: string; region: string; key: string } {
  if (account === undefined || region === undefined) {
    throw new Error(
      `infra/stages/${stage}.json: "stateBucket" needs "account" and "region" beside it: they are part of the state's key.`,
    )
  }
  return { name: bucket.name, region: bucket.region ?? region, key: `course-enrollment/${account}/${region}/${stage}` }
}

/** What an emulator or an older provider needs; of the machine and not of the stage. */
function emulatorSettings(variables: Variables): Pick<Settings, 'lambdaRuntime' | 'awsProviderVersion'> {
  const lambdaRuntime = variables.LAMBDA_RUNTIME || 'nodejs24.x'
  if (!/^nodejs\d+\.x$/.test(lambdaRuntime)) {
    throw new Error(`LAMBDA_RUNTIME is "${lambdaRuntime}": expected a runtime such as nodejs24.x.`)
  }
  const awsProviderVersion = variables.CDKTF_AWS_PROVIDER_VERSION
  return { lambdaRuntime, ...(awsProviderVersion ? { awsProviderVersion } : {}) }
}

/** Settings were variables once. One that is still set would be silently ignored, so it is refused. */
function refuseFormerVariables(variables: Variables, stage: string): void {
  for (const [name, setting] of Object.entries(FORMER_VARIABLES)) {
    if (variables[name]) {
      throw new Error(
        `${name} is set and no longer read: ${setting.replace('STAGE', `infra/stages/${stage}.json`)}. Unset it.`,
      )
    }
  }
}

const FORMER_VARIABLES = {
  WORKFLOW_TYPE: 'write "workflowType" into STAGE',
  PROTECT_TABLE: 'write "protected" into STAGE',
  SAMPLE_RECORDS: 'enroll samples puts the sample records',
  ENCRYPT_EXECUTIONS: 'write "encryptExecutions" into STAGE',
  LOG_RETENTION_DAYS: 'write "logs": {"retentionDays": …} into STAGE',
  STATE_BUCKET: 'write "stateBucket" into STAGE',
  STATE_REGION: 'write "stateBucket" into STAGE',
  TAGS: 'write "tags" into STAGE',
} as const

function parseJson(path: string, stage: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Error(`infra/stages/${stage}.json is not JSON: ${(error as Error).message}.`)
  }
}
