import { LambdaAlias } from '@cdktf/provider-aws/lib/lambda-alias/index.js'
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function/index.js'
import { type LambdaManifest, LIVE_ALIAS, RUNTIME_ENVIRONMENT } from 'workflow'
import type { Bundle } from '../bundle.ts'
import { alarm } from './alarm.ts'
import { functionAlarms } from './alarms.ts'
import { aliasDescription, movedByCanary } from './canary.ts'
import { lambdaRole } from './lambda-role.ts'
import { logGroup } from './log-group.ts'
import type { StageStack } from './stage-stack.ts'

export interface LambdaFunctionOptions {
  manifest: LambdaManifest
  bundle: Bundle
  /** Keeps the alias on an older published version (a rollback); undefined: the newest one is live. */
  pinnedVersion: string | undefined
}

/**
 * A function as all of them are deployed: every deploy publishes a version, and the alias `live` names the one in use.
 */
export function lambdaFunction(stack: StageStack, { manifest, bundle, pinnedVersion }: LambdaFunctionOptions): void {
  const { settings } = stack
  const name = stack.nameOf(manifest.name)
  const log = logGroup(stack, 'log-group', { name: `/aws/lambda/${name}` })
  const { role, policy } = lambdaRole(stack, manifest, { logGroupName: log.name })
  const lambda = new LambdaFunction(stack, 'function', {
    functionName: name,
    // A published version keeps it: package version and bytes, since the bytes can change without the version.
    description: describe(manifest, bundle),
    role: role.arn,
    filename: bundle.zipPath,
    sourceCodeHash: bundle.sha256,
    handler: 'index.handler',
    runtime: settings.lambdaRuntime,
    architectures: ['arm64'],
    memorySize: manifest.memoryMb,
    timeout: manifest.timeoutMs / 1000,
    ...(settings.reserveConcurrency ? { reservedConcurrentExecutions: manifest.reservedConcurrency } : {}),
    publish: true,
    environment: { variables: { ...RUNTIME_ENVIRONMENT, POWERTOOLS_LOG_LEVEL: settings.logs.level } },
    tracingConfig: { mode: 'Active' },
    tags: { version: bundle.version },
    dependsOn: [policy, log],
  })
  const alias = new LambdaAlias(stack, 'live', {
    name: LIVE_ALIAS,
    description: aliasDescription(settings, pinnedVersion),
    functionName: lambda.functionName,
    functionVersion: pinnedVersion ?? lambda.version,
    ...(movedByCanary(settings, pinnedVersion)
      ? { lifecycle: { ignoreChanges: ['function_version', 'routing_config'] } }
      : {}),
  })
  stack.output('live_version', alias.functionVersion)
  for (const { id, ...options } of functionAlarms(manifest, name)) alarm(stack, id, options)
}

/** `check-name 1.0.1 · 3f2c9ab (bytes)`: the first digits of the bundle's SHA-256. */
function describe({ name }: LambdaManifest, { version, sha256 }: Bundle): string {
  return `${name} ${version} · ${Buffer.from(sha256, 'base64').toString('hex').slice(0, 7)} (bytes)`
}
