import { resolve } from 'node:path'
import { type Emulator, startEmulator } from 'emulator'
import { createTableInput, sampleItems, table } from 'records'
import { enrollmentDefinition, lambdas } from 'workflow'
import { ROOT } from './room.ts'

const BREAKS = resolve(import.meta.dirname, 'fixtures/breaks-on-demand.mjs')

/** By the names of Lambdas, what takes the place of their bundles. */
const CHECK_NAME_BREAKS: Record<string, string> = { 'check-name': BREAKS }

/** An emulator with the real workflow, bundles and console, but for one Lambda: by default check-name breaks when the Name asks it to. */
export function startBreakableEmulator(
  type: 'STANDARD' | 'EXPRESS' = 'STANDARD',
  replaced = CHECK_NAME_BREAKS,
): Promise<Emulator> {
  return startEmulator({
    port: 0,
    consoleDirectory: resolve(ROOT, 'packages/console/dist'),
    functions: lambdas.map(({ name, bundle, memoryMb }) => ({
      name,
      bundle: replaced[name] ?? resolve(ROOT, 'packages', name, bundle),
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
}
