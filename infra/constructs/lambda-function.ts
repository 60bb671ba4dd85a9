import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group/index.js'
import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js'
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js'
import { type LambdaManifest, LIVE_ALIAS, RUNTIME_ENVIRONMENT, table } from 'workflow'
import type { Bundle } from '../bundle.ts'
import { alarm } from './alarm.ts'
import { lambdaRole } from './lambda-role.ts'
import type { StageStack } from './stage-stack.ts'

export interface LambdaFunctionOptions {
  manifest: LambdaManifest
  bundle: Bundle
  /** Keeps the alias on an older published version (a rollback); undefined: the newest one is live. */
  pinnedVersion: string | undefined
}

/** A function as all of them are deployed: every deploy publishes a version, and the alias `live` names the one in use. */
export function lambdaFunction(stack: StageStack, { manifest, bundle, pinnedVersion }: LambdaFunctionOptions): void {
  const { settings } = stack
  const name = stack.nameOf(manifest.name)
  const tableName = stack.nameOf(table.name)
  const logGroup = new CloudwatchLogGroup(stack, 'log-group', {
    name: `/aws/lambda/${name}`,
    retentionInDays: settings.logRetentionDays,
  })
  const { role, policy } = lambdaRole(stack, manifest, { logGroupName: logGroup.name, tableName })
  const lambda = new LambdaFunction(stack, 'function', {
    functionName: name,
    // A published version keeps the description: this is how it tells which package version it is.
    description: `${manifest.description} (${manifest.name} ${bundle.version})`,
    role: role.arn,
    filename: bundle.zipPath,
    sourceCodeHash: bundle.sha256,
    handler: 'index.handler',
    runtime: settings.lambdaRuntime,
    architectures: ['arm64'],
    memorySize: manifest.memoryMb,
    timeout: manifest.timeoutMs / 1000,
    publish: true,
    environment: {
      variables: {
        ...RUNTIME_ENVIRONMENT,
        POWERTOOLS_LOG_LEVEL: settings.logLevel,
        ...Object.fromEntries(manifest.environment.map((variable) => [variable, tableName])),
      },
    },
    tracingConfig: { mode: 'Active' },
    tags: { version: bundle.version },
    dependsOn: [policy, logGroup],
  })
  const alias = new LambdaAlias(stack, 'live', {
    name: LIVE_ALIAS,
    description: pinnedVersion === undefined ? 'The newest version' : `Rolled back to version ${pinnedVersion}`,
    functionName: lambda.functionName,
    functionVersion: pinnedVersion ?? lambda.version,
  })
  stack.tell('live_version', alias.functionVersion)
  alarm(stack, 'errors', {
    name: `${manifest.name}-errors`,
    description: `${name} threw, timed out or crashed. Runbook: "Read the alarms".`,
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    dimensions: { FunctionName: name },
  })
}
