import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import type { Alias } from './aliases.ts'
import type { FunctionDescription } from './functions-api.ts'
import { configurationOf, latestVersion, publishedVersions } from './versions.ts'

/** FunctionConfiguration of the API. A qualifier shows the version that it names, under the ARN that was asked for. */
export function describeConfiguration(description: FunctionDescription, qualifier?: string): object {
  const { name, arn, handler, version, timeoutMs, memoryMb, environment, routing } = description
  const shown = routing.get(qualifier ?? latestVersion)?.version ?? qualifier ?? latestVersion
  const { CodeSize, CodeSha256, LastModified } = codeOf(configurationOf(description, shown).bundle)
  return {
    FunctionName: name,
    FunctionArn: qualifier === undefined ? arn : `${arn}:${qualifier}`,
    Runtime: 'nodejs24.x',
    Role: `${arn.replace(/^arn:aws:lambda:[^:]*:/, 'arn:aws:iam::').replace(/:function:.*/, '')}:role/${name}`,
    Handler: handler,
    CodeSize,
    Description: `${name} ${version}`,
    Timeout: Math.ceil(timeoutMs / 1000),
    MemorySize: memoryMb,
    LastModified,
    CodeSha256,
    Version: shown,
    Environment: { Variables: environment },
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Active',
    LastUpdateStatus: 'Successful',
    PackageType: 'Zip',
    Architectures: [process.arch === 'arm64' ? 'arm64' : 'x86_64'],
    EphemeralStorage: { Size: 512 },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  }
}

/** Without the location of the code: it is a path of this machine. */
export function describeFunction(description: FunctionDescription, qualifier: string | undefined): object {
  return {
    Configuration: describeConfiguration(description, qualifier),
    Code: { RepositoryType: 'S3' },
    Tags: { version: description.version },
  }
}

/** `version` leaves those out that do not lead to it. */
export function describeAliases(description: FunctionDescription, version: string | undefined): object[] {
  return description.routing
    .all()
    .filter((alias) => version === undefined || version === alias.version || version in alias.weights)
    .map((alias) => describeAlias(description, alias))
}

export function describeAlias({ arn }: FunctionDescription, alias: Alias): object {
  const { name, version, description, weights, revisionId } = alias
  return {
    AliasArn: `${arn}:${name}`,
    Name: name,
    FunctionVersion: version,
    Description: description,
    ...(Object.keys(weights).length > 0 && { RoutingConfig: { AdditionalVersionWeights: weights } }),
    RevisionId: revisionId,
  }
}

export function describeVersions(description: FunctionDescription): object[] {
  return [latestVersion, ...publishedVersions(description)].map((version) =>
    describeConfiguration(description, version),
  )
}

function codeOf(bundle: string): { CodeSize: number; CodeSha256: string; LastModified: string } {
  const stats = statSync(bundle, { throwIfNoEntry: false })
  const code = stats ? readFileSync(bundle) : Buffer.alloc(0)
  return {
    CodeSize: code.length,
    CodeSha256: createHash('sha256').update(code).digest('base64'),
    LastModified: (stats?.mtime ?? new Date(0)).toISOString().replace('Z', '+0000'),
  }
}
