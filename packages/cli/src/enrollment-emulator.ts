import { access, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Emulator, type EmulatorOptions, startEmulator } from 'emulator'
import { createTableInput, type Item, sampleItems, table } from 'records'
import {
  definitions,
  type LambdaManifest,
  LIVE_ALIAS,
  lambdas,
  RUNTIME_ENVIRONMENT,
  type StateMachineName,
} from 'workflow'
import { CONSOLE_FILES, PACKAGES } from './built-files.ts'
import { Failure } from './failure.ts'

const ACCOUNT = '000000000000'

export interface EnrollmentEmulatorOptions {
  port: number
  /** Undefined: everything is in memory. */
  dataDirectory?: string
  sync: boolean
  /** The table's items if it is new; the samples if left out. */
  items?: readonly Item[]
  retention?: EmulatorOptions['retention']
  otherRoutes?: EmulatorOptions['otherRoutes']
}

/** Starts an emulator that runs the enrollment workflow: the one place where workflow and emulator meet. */
export async function startEnrollmentEmulator({
  port,
  dataDirectory,
  sync,
  items = sampleItems,
  retention = {},
  otherRoutes,
}: EnrollmentEmulatorOptions): Promise<Emulator> {
  const region = process.env.AWS_REGION ?? 'us-east-1'
  const functionArn = ({ name }: LambdaManifest) => `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}:${LIVE_ALIAS}`
  const stateMachineArn = (name: StateMachineName) =>
    `arn:aws:states:${region}:${ACCOUNT}:stateMachine:${name}:${LIVE_ALIAS}`
  return startEmulator({
    port,
    region,
    sync,
    retention,
    consoleDirectory: CONSOLE_FILES,
    // Errors are printed with --quiet as well.
    report: (message) => process.stderr.write(`enroll: ${message}\n`),
    ...(dataDirectory === undefined ? {} : { dataDirectory }),
    ...(otherRoutes && { otherRoutes }),
    functions: await Promise.all(lambdas.map(localFunction)),
    tables: [
      {
        table: createTableInput,
        items,
      },
    ],
    stateMachines: Object.entries(
      definitions({ functionArn, stateMachineArn, tableName: table.name, type: 'STANDARD' }),
    ).map(([name, definition]) => ({
      name,
      type: 'STANDARD',
      alias: LIVE_ALIAS,
      definition: JSON.stringify(definition, null, 2),
    })),
  })
}

async function localFunction(manifest: LambdaManifest) {
  const bundle = join(PACKAGES, manifest.name, manifest.bundle)
  await access(bundle).catch(() => {
    throw new Failure(
      `No bundle for "${manifest.name}" at packages/${manifest.name}/${manifest.bundle}. Run pnpm build, or fix "bundle" in packages/${manifest.name}/lambda.ts.`,
    )
  })
  return {
    name: manifest.name,
    bundle,
    handler: 'index.handler',
    memoryMb: manifest.memoryMb,
    timeoutMs: manifest.timeoutMs,
    version: await versionOf(manifest.name),
    environment: RUNTIME_ENVIRONMENT,
    aliases: [LIVE_ALIAS],
  }
}

async function versionOf(name: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(PACKAGES, name, 'package.json'), 'utf8')) as { version: string }
  return version
}
