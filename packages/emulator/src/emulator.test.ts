import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import {
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { chain, ECHO, PASS, sfnClient, startTestEmulator, WAIT } from '../test/test-emulator.ts'
import type { EmulatorOptions } from './index.ts'

const HOLDER = fileURLToPath(new URL('../test/fixtures/holds-directory.ts', import.meta.url))

let directory: string
beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'emulator-')), 'data')
})
afterEach(() => rmSync(join(directory, '..'), { recursive: true, force: true }))

const start = (options: Partial<EmulatorOptions> = {}) => startTestEmulator({ dataDirectory: directory, ...options })
const arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'
const source = (definition: string) => [{ name: 'm', type: 'STANDARD' as const, definition }]

test('a second start keeps state machines, executions and their histories', async () => {
  const stateMachines = source(chain(PASS, ECHO))
  const first = await start({ stateMachines })
  expect(first).toMatchObject({ stateMachines: [{ name: 'm', arn, change: 'created' }], resumed: 0, kept: 0 })
  const sfn = sfnClient(first)
  const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, input: '"kept"' }))
  const describe = new DescribeExecutionCommand({ executionArn })
  while ((await sfn.send(describe)).status === 'RUNNING');
  const [{ $metadata: _a, ...before }, history] = await Promise.all([
    sfn.send(describe),
    sfn.send(new GetExecutionHistoryCommand({ executionArn })),
  ])
  await first.close()

  const second = await start({ stateMachines })
  expect(second).toMatchObject({ stateMachines: [{ name: 'm', change: 'unchanged' }], resumed: 0, kept: 1 })
  const again = sfnClient(second)
  const { $metadata: _b, ...after } = await again.send(describe)
  expect(after).toEqual(before)
  const { events } = await again.send(new GetExecutionHistoryCommand({ executionArn }))
  expect(events).toEqual(history.events)
  const { executions } = await again.send(new ListExecutionsCommand({ stateMachineArn: arn }))
  expect(executions).toHaveLength(1)
  await expect(
    again.send(new StartExecutionCommand({ stateMachineArn: arn, name: before.name, input: '"kept"' })),
  ).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' })
  await second.close()
})

test('an alias names the newest definition after every start, and executions started through it say so', async () => {
  const live = `${arn}:live`
  const versionOf = async (emulator: Awaited<ReturnType<typeof start>>) => {
    const alias = await sfnClient(emulator).send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: live }))
    return alias.routingConfiguration?.map(({ stateMachineVersionArn }) => stateMachineVersionArn)
  }
  const withAlias = (definition: string) => source(definition).map((machine) => ({ ...machine, alias: 'live' }))
  const first = await start({ stateMachines: source(chain(PASS, ECHO)) })
  await first.close()
  for (const [definition, version] of [
    [chain(PASS, ECHO), 1],
    [chain(PASS, ECHO), 1],
    [chain(ECHO), 2],
  ] as const) {
    const emulator = await start({ stateMachines: withAlias(definition) })
    expect(await versionOf(emulator)).toEqual([`${arn}:${version}`])
    const sfn = sfnClient(emulator)
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: live }))
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    expect([execution.stateMachineArn, execution.stateMachineAliasArn]).toEqual([arn, live])
    await emulator.close()
  }
})

test('a clean close leaves running executions to the next start, which keeps their definition', async () => {
  const first = await start({ stateMachines: source(chain(WAIT)) })
  const { executionArn } = await sfnClient(first).send(new StartExecutionCommand({ stateMachineArn: arn }))
  await first.close()

  const second = await start({ stateMachines: source(chain(PASS)) })
  expect(second).toMatchObject({ stateMachines: [{ change: 'updated' }], resumed: 1, kept: 1 })
  const sfn = sfnClient(second)
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'RUNNING' })
  const { definition } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arn }))
  expect(definition).toBe(chain(PASS))
  await sfn.send(new StopExecutionCommand({ executionArn }))
  expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'ABORTED' })
  await second.close()
})

test('a wait keeps its due time over a restart', async () => {
  const first = await start({ stateMachines: source(chain({ Type: 'Wait', Seconds: 1 })) })
  const { executionArn, startDate } = await sfnClient(first).send(new StartExecutionCommand({ stateMachineArn: arn }))
  await first.close()
  const second = await start()
  const sfn = sfnClient(second)
  let execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
  while (execution.status === 'RUNNING') execution = await sfn.send(new DescribeExecutionCommand({ executionArn }))
  const lasted = Number(execution.stopDate) - Number(startDate)
  expect(lasted).toBeGreaterThanOrEqual(1000)
  expect(lasted).toBeLessThan(2000)
  await second.close()
})

test('a deletion that waits for an execution goes on after a restart', async () => {
  const first = await start({ stateMachines: source(chain({ Type: 'Wait', Seconds: 1 }, WAIT)) })
  const { executionArn } = await sfnClient(first).send(new StartExecutionCommand({ stateMachineArn: arn }))
  await sfnClient(first).send(new DeleteStateMachineCommand({ stateMachineArn: arn }))
  await first.close()
  const second = await start()
  const sfn = sfnClient(second)
  const describe = new DescribeStateMachineCommand({ stateMachineArn: arn })
  expect(await sfn.send(describe)).toMatchObject({ status: 'DELETING' })
  await expect
    .poll(() => sfn.send(describe).catch(({ name }) => name), { timeout: 5_000 })
    .toBe('StateMachineDoesNotExist')
  await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
    name: 'ExecutionDoesNotExist',
  })
  await second.close()
  const third = await start()
  expect(third.kept).toBe(0)
  await third.close()
})

test('tables are made once, and their seed items put only where there are none', async () => {
  const table = {
    TableName: 'things',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  }
  const tables = [{ table, items: [{ pk: { S: 'a' }, n: { N: '1' } }] }]
  const call = async (url: string, operation: string, input: object) => {
    const headers = {
      'x-amz-target': `DynamoDB_20120810.${operation}`,
      'content-type': 'application/x-amz-json-1.0',
      authorization:
        'AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=x',
    }
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) })).json() as Promise<
      Record<string, unknown>
    >
  }
  const first = await start({ tables })
  await call(first.url, 'PutItem', { TableName: 'things', Item: { pk: { S: 'a' }, n: { N: '2' } } })
  await first.close()
  const second = await start({ tables })
  const { Item } = await call(second.url, 'GetItem', { TableName: 'things', Key: { pk: { S: 'a' } } })
  expect(Item).toEqual({ pk: { S: 'a' }, n: { N: '2' } })
  await second.close()
})

test('only one emulator works on a directory at a time', async () => {
  const first = await start()
  await expect(start()).rejects.toMatchObject({
    name: 'EmulatorError',
    message: `The data directory ${directory} is in use by process ${process.pid}. Stop that one, or choose another directory.`,
  })
  await first.close()
  await (await start()).close()
})

test('is refused a directory that another process holds, until that one is killed', async () => {
  const holder = spawn(process.execPath, ['--expose-gc', HOLDER, directory], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    await once(holder.stdout, 'data')
    await expect(start()).rejects.toThrow(`${directory} is in use by process ${holder.pid}. Stop that one`)
    const exit = once(holder, 'exit')
    holder.kill('SIGKILL')
    await exit
    await (await start()).close()
  } finally {
    holder.kill('SIGKILL')
  }
})

test.runIf(existsSync('/proc/self'))(
  'takes over from a process that was killed and that nobody has waited for',
  async () => {
    // The child of a process that becomes another one, which knows nothing of it.
    const script = `'${process.execPath}' --expose-gc '${HOLDER}' '${directory}' & echo $!; exec sleep 60`
    const parent = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const lines = createInterface(parent.stdout)[Symbol.asyncIterator]()
      const { value: pid } = await lines.next()
      expect((await lines.next()).value).toBe('held')
      process.kill(Number(pid), 'SIGKILL')
      await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0]).toBe('Z')
      await (await start()).close()
    } finally {
      parent.kill()
    }
  },
)

test('refuses data of another format and leaves it as it is', async () => {
  await (await start()).close()
  const path = join(directory, 'format.json')
  const names = readdirSync(directory)
  for (const content of ['{"format":1}', '{"format":3}', 'rubbish', '{}']) {
    writeFileSync(path, content)
    await expect(start()).rejects.toThrow(
      /^.* holds data of format (1|3|unknown), and this version reads format 2\. Start with/,
    )
    expect(readFileSync(path, 'utf8')).toBe(content)
    expect(readdirSync(directory)).toEqual(names)
  }
  writeFileSync(path, '{"format":2}')
  await (await start()).close()
})

test.each([
  'notes.txt',
  'executions/0000000001.log',
  'dynamodb/journal',
  '.git/HEAD',
  'lockers',
  'lock.txt',
  'step-functions.db.old',
])('refuses a directory that holds %s and no format, and writes nothing into it', async (name) => {
  const path = join(directory, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, 'mine')
  await expect(start()).rejects.toMatchObject({
    name: 'EmulatorError',
    message: `${directory} holds files but no format.json: it is no data directory of the emulator, and is left as it is. Choose an empty or a new directory.`,
  })
  expect(readdirSync(directory, { recursive: true }).sort()).toEqual(
    name.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')),
  )
  expect(readFileSync(path, 'utf8')).toBe('mine')
})

test('takes an empty directory, and one where an earlier start did not get far', async () => {
  mkdirSync(join(directory, 'lost+found'), { recursive: true })
  await (await start()).close()
  rmSync(directory, { recursive: true })
  mkdirSync(directory)
  const ours = [
    'emulator.lock',
    'emulator.pid',
    'step-functions.db',
    'step-functions.db-journal',
    'step-functions.db-wal',
  ]
  for (const name of [...ours, 'lock', 'lock.4711', 'lock.stale.4711', 'format.json.new'])
    writeFileSync(join(directory, name), '')
  await (await start()).close()
})

test('refuses a directory whose histories are damaged or gone, and lets go of it', async () => {
  await (await start()).close()
  const path = join(directory, 'step-functions.db')
  const content = readFileSync(path)
  writeFileSync(path, content.subarray(0, 100))
  const advice = 'Restore the data directory from a copy, or start with another one.'
  const damaged = (reason: string) => `step-functions.db in the data directory is damaged (${reason}). ${advice}`
  await expect(start()).rejects.toMatchObject({ name: 'EmulatorError', message: expect.stringContaining(advice) })
  expect(readFileSync(path)).toEqual(content.subarray(0, 100))
  rmSync(path)
  await expect(start()).rejects.toMatchObject({ name: 'EmulatorError', message: damaged('it is gone') })
  expect(existsSync(path)).toBe(false)
  writeFileSync(path, content)
  await (await start()).close()
})

test('refuses an empty name for the data directory', async () => {
  await expect(start({ dataDirectory: '' })).rejects.toMatchObject({
    name: 'EmulatorError',
    message: 'The name of the data directory is empty. Name a directory, or leave it out to keep nothing.',
  })
})

test('makes no data directory when the port is taken', async () => {
  const other = await startTestEmulator()
  await expect(start({ port: other.port })).rejects.toThrow(/is taken/)
  expect(existsSync(directory)).toBe(false)
  await other.close()
})

test('says what to do when the data directory cannot be written', async () => {
  const file = join(directory, '..', 'file')
  writeFileSync(file, '')
  await expect(start({ dataDirectory: file })).rejects.toThrow(
    `The data directory ${file} cannot be written (ENOTDIR). Make it writable, or choose another one.`,
  )
})

test('makes the directories above a data directory', async () => {
  const dataDirectory = join(directory, 'above', 'data')
  await (await start({ dataDirectory })).close()
  expect(readdirSync(dataDirectory)).toContain('format.json')
})

test.runIf(existsSync('/proc/self'))('says so when no directory can be made there', async () => {
  await expect(start({ dataDirectory: '/proc/none/data' })).rejects.toThrow(
    'The data directory /proc/none/data cannot be written (ENOENT). Make it writable, or choose another one.',
  )
})

test('names the state machine whose definition is refused, and leaves nothing running', async () => {
  await expect(start({ stateMachines: source(chain({ Type: 'Nonsense' })) })).rejects.toThrow(
    /^The state machine m was refused\. Invalid State Machine Definition: '.*S1/,
  )
  await (await start()).close()
})

test('forgets the oldest closed executions beyond the retention, and no running one', async () => {
  const waiting = 'arn:aws:states:us-east-1:000000000000:stateMachine:waiting'
  const stateMachines = [
    ...source(chain(PASS)),
    { name: 'waiting', type: 'STANDARD' as const, definition: chain(WAIT) },
  ]
  const first = await start({ stateMachines, retention: { executions: 3 } })
  const sfn = sfnClient(first)
  await sfn.send(new StartExecutionCommand({ stateMachineArn: waiting, name: 'w' }))
  for (let n = 1; n <= 10; n++) await sfn.send(new StartExecutionCommand({ stateMachineArn: arn, name: `e${n}` }))
  const names = async () => {
    const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn: arn }))
    return executions?.map(({ name }) => name)
  }
  expect(await names()).toEqual(['e10', 'e9', 'e8'])
  await first.close()
  const second = await start({ retention: { executions: 1 } })
  expect(second).toMatchObject({ kept: 4, resumed: 1 })
  await second.close()
  const third = await start()
  expect(third).toMatchObject({ kept: 2, resumed: 1 })
  await third.close()
})
