import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GetAliasCommand, LambdaClient, UpdateAliasCommand } from '@aws-sdk/client-lambda'
import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  type SFNClient,
  StartExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn'
import type { Emulator } from 'emulator'
import { afterEach, expect, test, vi } from 'vitest'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { clientConfig, clients, finished, ROOT } from './emulator-process.ts'
import { STATE_MACHINE } from './executions.ts'

vi.setConfig({ testTimeout: 60_000 })

const LIVE = { FunctionName: 'check-email', Name: 'live' }
let emulator: Emulator
let lambda: LambdaClient
let sfn: SFNClient

/** An emulator whose check-email has the real bundle as version 1 and a fixture as version 2; version 1 is live. */
async function start(version2: string): Promise<void> {
  emulator = await startBreakableEmulator('STANDARD', {
    'check-email': resolve(import.meta.dirname, 'fixtures', version2),
  })
  lambda = new LambdaClient(clientConfig(emulator.url))
  sfn = clients(emulator.url).sfn
  await lambda.send(new UpdateAliasCommand({ ...LIVE, FunctionVersion: '1' }))
}
afterEach(() => emulator.close())

/** The script as an engineer runs it, while requests come in. */
async function canary(name: string, steps: string, windowSeconds: number) {
  const args = [name, '--steps', steps, '--window', String(windowSeconds), '--endpoint', emulator.url]
  const child = spawn(process.execPath, [join(ROOT, 'infra/canary/main.ts'), ...args], { stdio: 'pipe' })
  const startMs = Date.now()
  const ended = finished(child)
  let over = false
  ended.finally(() => {
    over = true
  })
  const requests = async () => {
    while (!over) await enroll()
  }
  await Promise.all([requests(), requests(), requests()])
  const { code, stdout, stderr } = await ended
  return { code, stderr, seconds: (Date.now() - startMs) / 1000, lines: stdout.trim().split('\n') }
}

/** Somebody who has not paid: what is enrolled would conflict with itself. */
const REQUEST = { Name: 'John', Email: 'john@example.com', Payment: 'Pending' }

async function enroll(): Promise<void> {
  const input = { stateMachineArn: `${STATE_MACHINE}:live`, input: JSON.stringify(REQUEST) }
  const { executionArn } = await sfn.send(new StartExecutionCommand(input))
  while ((await sfn.send(new DescribeExecutionCommand({ executionArn }))).status === 'RUNNING') await sleep(10)
}

test('a check that suddenly says no is rolled back within its window', async () => {
  await start('finds-no-address.mjs')
  const { code, lines, seconds } = await canary('check-email', '20,50', 30)
  expect(lines.slice(0, -1)).toEqual(['No alarms are watched: the emulator has none.', 'Version 2 gets 20 %.'])
  expect(lines.at(-1)).toMatch(
    /^Rolled back to version 1\. EMAIL_MISSING in 100\.0 % of \d+ requests, beside 0\.0 % of \d+ before\.$/,
  )
  expect(code).toBe(2)
  expect(seconds).toBeLessThan(30)
  const alias = await lambda.send(new GetAliasCommand(LIVE))
  expect([alias.FunctionVersion, alias.RoutingConfig]).toEqual(['1', undefined])
})

test('a check that answers as before reaches 100 %', async () => {
  await start('answers-as-before.mjs')
  const { code, lines } = await canary('check-email', '30,60', 1.5)
  expect(lines.filter((line) => line.startsWith('Version'))).toEqual([
    'Version 2 gets 30 %.',
    'Version 2 gets 60 %.',
    'Version 2 gets 100 %.',
  ])
  expect(code).toBe(0)
  const alias = await lambda.send(new GetAliasCommand(LIVE))
  expect([alias.FunctionVersion, alias.RoutingConfig]).toEqual(['2', undefined])
})

test('a workflow that suddenly says no is rolled back, and one that only says it in other words is not', async () => {
  await start('answers-as-before.mjs')
  const { definition = '' } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: STATE_MACHINE }))
  const publish = (changed: string) =>
    sfn.send(new UpdateStateMachineCommand({ stateMachineArn: STATE_MACHINE, definition: changed, publish: true }))
  const live = async () => {
    const alias = new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${STATE_MACHINE}:live` })
    return (await sfn.send(alias)).routingConfiguration
  }

  await publish(definition.replace("'STUDENT#'", "'NOBODY#'"))
  const faulty = await canary('course-enrollment', '50', 30)
  expect(faulty.lines.at(-1)).toMatch(/^Rolled back to version 1\. EMAIL_UNKNOWN in 100\.0 %/)
  expect(faulty.code).toBe(2)
  expect(await live()).toEqual([{ stateMachineVersionArn: `${STATE_MACHINE}:1`, weight: 100 }])

  await publish(definition.replace('Enrolls a student', 'Lets a student enroll'))
  const sound = await canary('course-enrollment', '50', 1.5)
  expect(sound.lines.at(-1)).toBe('Version 3 gets 100 %.')
  expect(sound.code).toBe(0)
  expect(await live()).toEqual([{ stateMachineVersionArn: `${STATE_MACHINE}:3`, weight: 100 }])
})
