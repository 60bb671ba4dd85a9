import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { DescribeExecutionCommand, RedriveExecutionCommand, StartExecutionCommand } from '@aws-sdk/client-sfn'
import { sampleItems, table } from 'records'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { definitions, lambdas } from 'workflow'
import { until } from '../test/course-life.ts'
import { ROOT, scratch } from '../test/emulator-process.ts'
import { historyOf, putItem } from '../test/executions.ts'
import { type LifeEmulator, startLifeEmulator } from '../test/life-emulator.ts'
import { PATIENCE, printFigures, scale } from './scale.ts'

/** How a Lambda breaks, what AWS calls that, and how often it is called. */
const WAYS: [way: string, error: RegExp, attempts: number][] = [
  ['throws', /^TypeError$/, 1],
  ['exits', /^Runtime\.ExitError$/, 3],
  ['returns-no-json', /^Runtime\.JSONStringifyError$/, 1],
  ['rejects', /^RangeError$/, 1],
  ['hangs', /^Sandbox\.Timedout$/, 3],
  ['leaks-memory', /^(Runtime\.(OutOfMemory|ExitError)|Sandbox\.Timedout)$/, 3],
  ['returns-7-mb', /^Function\.ResponseSizeTooLarge$/, 1],
]
const ways = WAYS.slice(0, scale(2, WAYS.length))

const arnOf = (kind: 'function' | 'stateMachine', name: string) =>
  `arn:aws:${kind === 'function' ? 'lambda' : 'states'}:us-east-1:000000000000:${kind}:${name}`
const texts = Object.entries(
  definitions({
    functionArn: ({ name }) => `${arnOf('function', name)}:live`,
    stateMachineArn: (name) => arnOf('stateMachine', `${name}:live`),
    tableName: table.name,
    type: 'STANDARD',
  }),
).map(([machine, definition]) => ({ machine, text: JSON.stringify(definition) }))

/** Each Lambda state of each machine, which its Lambda names: no machine calls one twice. */
const cases = texts.flatMap(({ machine, text }) =>
  lambdas
    .filter(({ name }) => text.includes(`:function:${name}:live`))
    .flatMap(({ name: lambda }) =>
      ways.map(([way, error, attempts]) => ({
        machine,
        text,
        lambda,
        way,
        error,
        attempts,
        name: `${machine}-${lambda}-${way}`,
      })),
    ),
)

let aws: LifeEmulator
let folder: Awaited<ReturnType<typeof scratch>>
const mended = () => join(folder.path, 'mended')

async function brokenFunction({ name, bundle, memoryMb }: (typeof lambdas)[number], way: string) {
  const directory = join(folder.path, `${name}-${way}`)
  await mkdir(directory)
  await cp(resolve(import.meta.dirname, '../test/fixtures/breaks-until-mended.mjs'), join(directory, 'index.mjs'))
  await cp(resolve(ROOT, 'packages', name, bundle), join(directory, `${name}.mjs`))
  return {
    name: `${name}-${way}`,
    bundle: join(directory, 'index.mjs'),
    handler: 'index.handler',
    memoryMb,
    timeoutMs: 2000,
    version: '1.0.0',
    environment: { LAMBDA: name, MENDED: mended(), WAY: way },
    aliases: ['live'],
  }
}

const realFunctions = lambdas.map(({ name, bundle, memoryMb, timeoutMs }) => ({
  name,
  bundle: resolve(ROOT, 'packages', name, bundle),
  handler: 'index.handler',
  memoryMb,
  timeoutMs,
  version: '1.0.0',
  environment: {},
  aliases: ['live'],
}))

beforeAll(async () => {
  folder = await scratch()
  const broken = await Promise.all(lambdas.flatMap((lambda) => ways.map(([way]) => brokenFunction(lambda, way))))
  aws = await startLifeEmulator(undefined, {
    functions: [...realFunctions, ...broken],
    stateMachines: [
      ...texts.map(({ machine, text }) => ({
        name: machine,
        type: 'STANDARD' as const,
        alias: 'live',
        definition: text,
      })),
      ...cases.map(({ name, text, lambda, way }) => ({
        name,
        type: 'STANDARD' as const,
        definition: text.replace(`:function:${lambda}:live`, `:function:${lambda}-${way}:live`),
      })),
    ],
  })
  for (const item of sampleItems) await putItem(aws.dynamodb, item)
})
afterAll(async () => {
  await aws?.emulator.close()
  await folder?.remove()
})

const REQUEST = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done' }

async function endOf(executionArn: string | undefined, redriven = false) {
  return until(
    () => aws.sfn.send(new DescribeExecutionCommand({ executionArn })),
    ({ status }) => status !== 'RUNNING' && !(redriven && status === 'FAILED'),
  )
}

test(
  `${cases.length} faults of Lambdas, one at each of their states: AWS's names, the right retries, and a redrive ends well`,
  PATIENCE,
  async () => {
    const failed = await Promise.all(
      cases.map(async ({ name, lambda, way, error, attempts }) => {
        const start = { stateMachineArn: arnOf('stateMachine', name), input: JSON.stringify(REQUEST) }
        const { executionArn = '' } = await aws.sfn.send(new StartExecutionCommand(start))
        const end = await endOf(executionArn)
        expect(end, name).toMatchObject({ status: 'FAILED', error: expect.stringMatching(error) })
        const calls = (await historyOf(aws.sfn, executionArn)).filter((event) =>
          event.lambdaFunctionScheduledEventDetails?.resource?.includes(`:${lambda}-${way}:`),
        )
        expect(calls, name).toHaveLength(attempts)
        return executionArn
      }),
    )
    await writeFile(mended(), '')
    for (const executionArn of failed) {
      await aws.sfn.send(new RedriveExecutionCommand({ executionArn }))
      expect(await endOf(executionArn), executionArn).toMatchObject({ status: 'SUCCEEDED' })
    }
    printFigures({ faults: cases.length })
  },
)
