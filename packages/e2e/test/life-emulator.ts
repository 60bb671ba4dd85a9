import { resolve } from 'node:path'
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { SFNClient } from '@aws-sdk/client-sfn'
import { type Emulator, type EmulatorOptions, startEmulator } from 'emulator'
import { createTableInput, table } from 'records'
import { definitions, lambdas, type StateMachineName } from 'workflow'
import { clients, ROOT } from './emulator-process.ts'

export interface LifeEmulator {
  emulator: Emulator
  sfn: SFNClient
  dynamodb: DynamoDBClient
}

/** The text of a definition, changed for a test: by machine. */
export type Change = (text: string, machine: StateMachineName) => string

/** An emulator with the real bundles and the four workflows, whose definitions a test may change: a shorter wait, a lost answer. */
export async function startLifeEmulator(
  change: Change = (text) => text,
  options: Partial<EmulatorOptions> = {},
): Promise<LifeEmulator> {
  const all = definitions({
    functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
    stateMachineArn: (name) => `arn:aws:states:us-east-1:000000000000:stateMachine:${name}:live`,
    tableName: table.name,
    type: 'STANDARD',
  })
  const emulator = await startEmulator({
    port: 0,
    functions: lambdas.map(({ name, bundle, memoryMb, timeoutMs }) => ({
      name,
      bundle: resolve(ROOT, 'packages', name, bundle),
      handler: 'index.handler',
      memoryMb,
      timeoutMs,
      version: '1.0.0',
      environment: {},
      aliases: ['live'],
    })),
    tables: [{ table: createTableInput, items: [] }],
    stateMachines: Object.entries(all).map(([name, definition]) => ({
      name,
      type: 'STANDARD',
      alias: 'live',
      definition: change(JSON.stringify(definition), name as StateMachineName),
    })),
    ...options,
  })
  return { emulator, ...clients(emulator.url) }
}

/** As `Change`: every wait for a seat or a payment is looked at again after so many seconds, instead of a day. */
export function lookAgainAfter(seconds: number): Change {
  return (text) => text.replaceAll('$min([86400,', `$min([${seconds},`)
}

/** As `Change`: after a conflict, nobody backs off for longer than so many seconds, instead of five minutes. */
export function backOffUpTo(seconds: number): Change {
  return (text) => text.replaceAll('$min([300,', `$min([${seconds},`)
}

/** As `Change`: one change after the other. */
export function inTurn(...changes: Change[]): Change {
  return (text, machine) => changes.reduce((changed, change) => change(changed, machine), text)
}

/** As `Change`: one state of one machine is another one. */
export function replaceState(machine: StateMachineName, state: string, by: (was: object) => object): Change {
  return (text, name) => {
    if (name !== machine) return text
    const definition = JSON.parse(text)
    if (!(state in definition.States)) throw new Error(`${machine} has no state ${state}`)
    definition.States[state] = by(definition.States[state])
    return JSON.stringify(definition)
  }
}
