import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DescribeExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { afterAll, afterEach, expect, test } from 'vitest'
import { chain, functionArn, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'
import { pinBundles } from './pin-bundles.ts'

const root = mkdtempSync(join(tmpdir(), 'pinned-'))
const bundle = join(root, 'dist', 'index.mjs')
let emulator: Emulator | undefined
afterEach(() => emulator?.close())
afterAll(() => rmSync(root, { recursive: true }))

const FUNCTION = {
  name: 'built',
  bundle,
  handler: 'index.handler',
  memoryMb: 128,
  timeoutMs: 3_000,
  version: '1.0.0',
  environment: {},
  aliases: ['live'],
}

/** As a build does it: all that was there goes, and the names of chunks are new. */
function build(answer: string): void {
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  mkdirSync(join(root, 'dist'))
  writeFileSync(bundle, `export const handler = async () => (await import('./${answer}.mjs')).answer`)
  writeFileSync(join(root, 'dist', `${answer}.mjs`), `export const answer = '${answer}'`)
}

async function start(dataDirectory?: string): Promise<Emulator> {
  const definition = chain({ Type: 'Task', Resource: functionArn('built') })
  emulator = await startTestEmulator({
    ...(dataDirectory !== undefined && { dataDirectory }),
    functions: [FUNCTION],
    stateMachines: [{ name: 'm', type: 'STANDARD', definition }],
  })
  return emulator
}

async function answerOf(running: Emulator): Promise<string | undefined> {
  const sfn = sfnClient(running)
  const stateMachineArn = running.stateMachines[0]?.arn
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }))
  for (;;) {
    const { status, output } = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    if (status !== 'RUNNING') return output
  }
}

test.each([undefined, join(root, 'data')])(
  'a build while it runs takes effect at the next start (data: %s)',
  async (data) => {
    build('before')
    const first = await start(data)
    build('afterwards')
    expect(await answerOf(first)).toBe('"before"')
    await first.close()
    expect(await answerOf(await start(data))).toBe('"afterwards"')
  },
)

test('the copies are gone when they are released', async () => {
  build('before')
  const { functions, release } = await pinBundles([FUNCTION])
  const copy = functions[0]?.bundle ?? ''
  expect(copy).not.toBe(bundle)
  expect(existsSync(copy)).toBe(true)
  await release()
  expect(existsSync(dirname(dirname(copy)))).toBe(false)
})

test('a bundle that is not there is left to the runtime to report', async () => {
  const missing = { ...FUNCTION, bundle: join(root, 'nowhere', 'index.mjs') }
  const { functions, release } = await pinBundles([missing])
  expect(functions).toEqual([missing])
  await release()
})
