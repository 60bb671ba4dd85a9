import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { type FunctionDescription, latestVersion, publishedVersion } from './functions-api.ts'

/** FunctionConfiguration of the API. A qualifier shows the version that it names, under the ARN that was asked for. */
export function describeConfiguration(
  { name, arn, handler, version, timeoutMs, memoryMb, environment, bundle }: FunctionDescription,
  qualifier?: string,
): object {
  const published = qualifier !== undefined && qualifier !== latestVersion
  const { CodeSize, CodeSha256, LastModified } = codeOf(bundle)
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
    Version: published ? publishedVersion : latestVersion,
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

/** `version` leaves those of other versions out. */
export function describeAliases({ arn, aliases }: FunctionDescription, version: string | undefined): object[] {
  if (version !== undefined && version !== publishedVersion) return []
  return aliases.map((Name) => ({
    AliasArn: `${arn}:${Name}`,
    Name,
    FunctionVersion: publishedVersion,
    Description: '',
  }))
}

export function describeVersions(description: FunctionDescription): object[] {
  return [latestVersion, publishedVersion].map((version) => describeConfiguration(description, version))
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
