import { cp, mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Emulator, startEmulator } from 'emulator'
import { createTableInput, sampleItems, table } from 'records'
import { definitions, lambdas, STATE_MACHINE } from 'workflow'
import { ROOT, scratch } from './emulator-process.ts'

/** Replacements for bundles, by the names of their Lambdas. */
const CHECK_NAME_BREAKS: Record<string, string> = {
  'check-name': resolve(import.meta.dirname, 'fixtures/breaks-on-demand.mjs'),
}

/**
 * An emulator with the real workflow, bundles and console, except for one Lambda: by default, check-name breaks if the
 * Name asks for it. What is replaced is the version before.
 */
export async function startBreakableEmulator(
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
  replaced = CHECK_NAME_BREAKS,
): Promise<Emulator> {
  // A function is deployed as its folder, which has the real bundle beside its replacement. The emulator copies it.
  const folder = await scratch()
  for (const [name, fixture] of Object.entries(replaced)) {
    await mkdir(join(folder.path, name))
    await cp(fixture, join(folder.path, name, 'index.mjs'))
    await cp(resolve(ROOT, 'packages', name, 'dist/index.mjs'), join(folder.path, name, `${name}.mjs`))
  }
  const emulator = await startEmulator({
    port: 0,
    consoleDirectory: resolve(ROOT, 'packages/console/dist'),
    seed: 1,
    functions: lambdas.map(({ name, bundle, memoryMb }) => ({
      name,
      ...(name in replaced
        ? { bundle: join(folder.path, name, 'index.mjs'), earlierBundles: [resolve(ROOT, 'packages', name, bundle)] }
        : { bundle: resolve(ROOT, 'packages', name, bundle) }),
      handler: 'index.handler',
      memoryMb,
      timeoutMs: 1000,
      version: '1.0.0',
      environment: {},
      aliases: ['live'],
    })),
    tables: [
      {
        table: createTableInput,
        items: sampleItems,
      },
    ],
    stateMachines: Object.entries(
      definitions({
        functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
        stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
        tableName: table.name,
        type,
      }),
    ).map(([name, definition]) => ({
      name,
      type: name === STATE_MACHINE ? type : 'STANDARD',
      alias: 'live',
      // The waits before a retry must be visible: none may be short by chance.
      definition: JSON.stringify(definition).replaceAll('"JitterStrategy":"FULL"', '"JitterStrategy":"NONE"'),
    })),
  })
  await folder.remove()
  return emulator
}
