import { cp } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Emulator, startEmulator } from 'emulator'
import { createTableInput, enrollmentDefinition, lambdas, sampleItems, table } from 'workflow'
import { ROOT, scratch } from './room.ts'

const BREAKS = resolve(import.meta.dirname, 'fixtures/breaks-on-demand.mjs')

/** An emulator with the real workflow, bundles and console, but for check-name: it breaks when the Name asks it to. */
export async function startBreakableEmulator(type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): Promise<Emulator> {
  // What is deployed of a function is its folder: the real one lies beside the one that breaks. The emulator copies them.
  const folder = await scratch()
  const breaking = join(folder.path, 'index.mjs')
  await cp(BREAKS, breaking)
  await cp(resolve(ROOT, 'packages/check-name/dist/index.mjs'), join(folder.path, 'check-name.mjs'))
  const emulator = await startEmulator({
    port: 0,
    consoleDirectory: resolve(ROOT, 'packages/console/dist'),
    functions: lambdas.map(({ name, bundle, memoryMb, environment }) => ({
      name,
      bundle: name === 'check-name' ? breaking : resolve(ROOT, 'packages', name, bundle),
      handler: 'index.handler',
      memoryMb,
      timeoutMs: 1000,
      version: '1.0.0',
      environment: Object.fromEntries(environment.map((variable: string) => [variable, table.name])),
      aliases: ['live'],
    })),
    tables: [
      {
        table: createTableInput,
        items: sampleItems,
      },
    ],
    stateMachines: [
      {
        name: 'course-enrollment',
        type,
        definition: JSON.stringify(
          enrollmentDefinition({
            functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
            tableName: table.name,
          }),
          // The waits before a retry are to be seen: none may be short by chance.
        ).replaceAll('"JitterStrategy":"FULL"', '"JitterStrategy":"NONE"'),
      },
    ],
  })
  await folder.remove()
  return emulator
}
