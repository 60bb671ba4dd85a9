import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { LambdaClient } from '@aws-sdk/client-lambda'
import { SFNClient } from '@aws-sdk/client-sfn'
import { lambdas } from 'workflow'
import { alarmNames } from '../constructs/alarms.ts'
import { oneLine } from '../one-line.ts'
import { readPins } from '../pins.ts'
import { readSettings } from '../settings.ts'
import { firingAlarms } from './alarms.ts'
import { functionAlias } from './function-alias.ts'
import { readOptions } from './options.ts'
import { shift } from './shift.ts'
import { stateMachineAlias } from './state-machine-alias.ts'

const LOCAL = { accessKeyId: 'local', secretAccessKey: 'local' }

/**
 * `canary NAME`: leads the alias of a function or state machine to its newest version, in the steps of the stage. Exits
 * with 0 where it leads there, 2 where the old version has everything again, 1 on an error.
 */
await oneLine(async () => {
  const settings = readSettings(process.env)
  const { name, endpoint, to: wanted, ...canary } = readOptions(process.argv.slice(2), settings.canary)
  const { stage, region } = settings
  const pinned = readPins(join(import.meta.dirname, '../pins.json'))[stage]?.[name]
  if (pinned !== undefined && endpoint === undefined) {
    throw new Error(`${name} is pinned to version ${pinned} in infra/pins.json: take the pin out and deploy first.`)
  }
  const client = {
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint, region: process.env.AWS_REGION || 'us-east-1', credentials: LOCAL }),
  }
  const deployed = endpoint === undefined ? `${stage}-${name}` : name
  const alias = lambdas.some((manifest) => manifest.name === name)
    ? functionAlias({ lambda: new LambdaClient(client), logs: new CloudWatchLogsClient(client) }, deployed)
    : await stateMachineAlias(new SFNClient(client), deployed)
  const alarms = endpoint === undefined ? alarmsOf(new CloudWatchClient(client), stage) : async () => []

  const to = wanted ?? (await alias.newest())
  const from = otherThan(to, await alias.routing())
  if (from === undefined) return print(`${deployed} leads to version ${to} already.`)
  const firing = await alarms()
  if (firing.length > 0) throw new Error(`Nothing was shifted: ${firing.join(', ')} fires already.`)
  if (endpoint !== undefined) print('No alarms are watched: the emulator has none.')

  const signal = interrupted()
  const clock = { now: Date.now, sleep: (ms: number) => sleep(ms, undefined, { signal }).catch(() => undefined) }
  const shifted = await shift({ from, to, ...canary }, { alias, alarms, clock, report: print, signal })
  if (shifted.done) return
  print(`Rolled back to version ${from}. ${shifted.why}`)
  process.exitCode = 2
})

function alarmsOf(client: CloudWatchClient, stage: string): () => Promise<string[]> {
  const names = alarmNames.map((name) => `${stage}-${name}`)
  return () => firingAlarms(client, names)
}

/** The version that an alias leads to now. One that a killed canary left half-way leads to the new one as well. */
function otherThan(to: string, routing: Record<string, number>): string | undefined {
  const versions = Object.keys(routing).sort((a, b) => (routing[b] ?? 0) - (routing[a] ?? 0))
  return versions.find((version) => version !== to)
}

function interrupted(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
