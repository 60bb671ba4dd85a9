import { fileURLToPath } from 'node:url'
import { SFNClient } from '@aws-sdk/client-sfn'
import { type Emulator, type EmulatorOptions, startEmulator } from '../src/index.ts'

/** Functions named for what they do. */
const FUNCTIONS = ['echo', 'throws'].map((name) => ({
  name,
  bundle: fileURLToPath(new URL(`fixtures/${name}.mjs`, import.meta.url)),
  handler: 'index.handler',
  memoryMb: 128,
  timeoutMs: 3_000,
  version: '1.0.0',
  environment: {},
  aliases: ['live'],
}))

export function functionArn(name: string): string {
  return `arn:aws:lambda:us-east-1:000000000000:function:${name}`
}

export const ROLE = 'arn:aws:iam::000000000000:role/test'

/** An emulator on a free port, in memory unless specified otherwise. */
export function startTestEmulator(options: Partial<EmulatorOptions> = {}): Promise<Emulator> {
  return startEmulator({ port: 0, functions: FUNCTIONS, tables: [], stateMachines: [], ...options })
}

export function sfnClient({ url, region }: Emulator): SFNClient {
  return new SFNClient({
    endpoint: url,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    disableHostPrefix: true,
    maxAttempts: 1,
  })
}

/** A definition with one state after the other. */
export function chain(...states: Record<string, unknown>[]): string {
  const named = states.map((state, at) => {
    const next = at + 1 < states.length ? { Next: `S${at + 2}` } : state.Type === 'Fail' ? {} : { End: true }
    return [`S${at + 1}`, { ...state, ...next }]
  })
  return JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'S1', States: Object.fromEntries(named) })
}

export const PASS = { Type: 'Pass' }
export const ECHO = { Type: 'Task', Resource: functionArn('echo') }
export const WAIT = { Type: 'Wait', Seconds: 3600 }
export const FAIL = { Type: 'Fail', Error: 'Broken', Cause: 'as asked' }
