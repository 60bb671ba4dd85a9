import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { canFail, compile, type DeviceFault, environmentOf } from './failing-device.ts'
import { KillableEmulator } from './killable-emulator.ts'

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'
const DEFINITION = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'End', States: { End: { Type: 'Succeed' } } })
const CLIENTS = 4
const [ROUNDS, REQUESTS] = process.env.PROVE ? [4, 60] : [1, 30]

const root = mkdtempSync(join(tmpdir(), 'failing-'))
let library = ''
let emulator: KillableEmulator | undefined
beforeAll(() => {
  if (canFail) library = compile(root)
})
afterEach(() => emulator?.kill())
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }))

type Answer = Record<string, unknown>

async function ask(url: string, target: string, input: object): Promise<{ status: number; body: Answer }> {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })
  return { status: response.status, body: (await response.json()) as Answer }
}

const keyOf = (name: string) => ({ pk: { S: name }, sk: { S: 'ITEM' } })
const start = (url: string, name: string) =>
  ask(url, 'AWSStepFunctions.StartExecution', { stateMachineArn: MACHINE, name, input: `"${name}"` })
const put = (url: string, name: string) =>
  ask(url, 'DynamoDB_20120810.PutItem', {
    TableName: 'enrollments',
    Item: { ...keyOf(name), text: { S: name.repeat(1_000) } },
  })

interface Acknowledged {
  executions: string[]
  items: string[]
  refusals: Answer[]
}

async function load(url: string): Promise<Acknowledged> {
  const acknowledged: Acknowledged = { executions: [], items: [], refusals: [] }
  const client = async (_: unknown, client: number) => {
    for (let n = 0; n < REQUESTS; n++) {
      const name = `c${client}-${n}`
      for (const [names, request] of [
        [acknowledged.executions, start],
        [acknowledged.items, put],
      ] as const) {
        const { status, body } = await request(url, name)
        if (status === 200) names.push(name)
        else acknowledged.refusals.push({ status, ...body })
      }
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return acknowledged
}

/** What was acknowledged and is not there. */
async function lost(url: string, { executions, items }: Acknowledged): Promise<string[]> {
  const names: string[] = []
  for (const name of executions) {
    const executionArn = `arn:aws:states:us-east-1:000000000000:execution:m:${name}`
    const { body } = await ask(url, 'AWSStepFunctions.DescribeExecution', { executionArn })
    if (body.input !== `"${name}"`) names.push(`execution ${name}`)
  }
  for (const name of items) {
    const request = { TableName: 'enrollments', Key: keyOf(name), ConsistentRead: true }
    const { body } = await ask(url, 'DynamoDB_20120810.GetItem', request)
    if ((body.Item as { text?: { S: string } } | undefined)?.text?.S !== name.repeat(1_000)) names.push(`item ${name}`)
  }
  return names
}

/** Calls before the first request, and some. */
const FILES = [
  { what: 'executions', path: 'step-functions.db-wal', atLeast: 40 },
  { what: 'records', path: '.log', atLeast: 8 },
]
const FAULTS = FILES.flatMap((file) => [
  { ...file, error: 'EIO' as const, call: 'write' as const, times: 1 },
  { ...file, error: 'EIO' as const, call: 'sync' as const, times: 1 },
  { ...file, error: 'ENOSPC' as const, call: 'write' as const, times: 1_000_000 },
])
const title = canFail ? '' : 'skipped, because there is no C compiler (cc) or no Linux: '

test.runIf(canFail).each(FAULTS)(
  `${title}$error from the device that keeps the $what, at a $call, $times times: nothing acknowledged is lost`,
  async ({ what, atLeast, ...fault }) => {
    for (let round = 0; round < ROUNDS; round++) {
      const after = atLeast + Math.floor(Math.random() * REQUESTS * 0.5)
      const device: DeviceFault = { ...fault, after }
      emulator = new KillableEmulator(join(root, `${what}-${round}`), join(root, 'ledger'), DEFINITION)
      const SYNC = fault.call === 'sync' ? 'yes' : 'no'
      const failing = await emulator.start({ ...environmentOf(library, device), SYNC })
      const acknowledged = await load(failing.url)
      await emulator.kill()

      expect(acknowledged.refusals.length).toBeGreaterThan(0)
      for (const { status, message } of acknowledged.refusals) {
        expect(status).toBe(500)
        expect(message).toMatch(/^The (data directory|records) cannot be written \(.*\)\. Make /)
      }
      const { url } = await emulator.start()
      expect(await lost(url, acknowledged), JSON.stringify(device)).toEqual([])
      await emulator.kill()
      rmSync(join(root, `${what}-${round}`), { recursive: true, force: true })
    }
  },
  process.env.PROVE ? 3_000_000 : 60_000,
)
