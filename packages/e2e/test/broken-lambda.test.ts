import { resolve } from 'node:path'
import { type MachineRoom, startMachineRoom } from 'local'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrollmentDefinition, lambdas, sampleItems, table } from 'workflow'
import { historyOf, outcome, runText } from './executions.ts'
import { clients, ROOT } from './room.ts'

// The real workflow with the real bundles, but for check-name, which breaks when it is asked to.
const BREAKS = resolve(import.meta.dirname, 'fixtures/breaks-on-demand.mjs')

let room: MachineRoom
let sfn: ReturnType<typeof clients>['sfn']

beforeAll(async () => {
  room = await startMachineRoom({
    port: 0,
    functions: lambdas.map(({ name, bundle, memoryMb, environment }) => ({
      name,
      bundle: name === 'check-name' ? BREAKS : resolve(ROOT, 'packages', name, bundle),
      handler: 'index.handler',
      memoryMb,
      timeoutMs: 1000,
      version: '1.0.0',
      environment: Object.fromEntries(environment.map((variable: string) => [variable, table.name])),
      aliases: ['live'],
    })),
    tables: [
      {
        table: {
          TableName: table.name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
          KeySchema: [
            { AttributeName: 'pk', KeyType: 'HASH' },
            { AttributeName: 'sk', KeyType: 'RANGE' },
          ],
        },
        items: sampleItems,
      },
    ],
    stateMachines: [
      {
        name: 'course-enrollment',
        type: 'STANDARD',
        definition: JSON.stringify(
          enrollmentDefinition({
            functionArn: ({ name }) => `arn:aws:lambda:us-east-1:000000000000:function:${name}:live`,
            tableName: table.name,
          }),
        ),
      },
    ],
  })
  sfn = clients(room.url).sfn
})

afterAll(() => room?.close())

test.each([
  ['throws', 'TypeError', 1, 'a fault of this function'],
  ['hangs', 'Sandbox.Timedout', 3, 'Task timed out after 1.00 seconds'],
  ['exits', 'Runtime.ExitError', 3, 'Runtime exited with error: exit status 3'],
  ['returns 300 KB', 'States.DataLimitExceeded', 1, 'exceeding the maximum number of bytes service limit'],
  [
    'returns 7 MB',
    'Function.ResponseSizeTooLarge',
    1,
    'Response payload size exceeded maximum allowed payload size (6291556 bytes)',
  ],
] as const)(
  'a Lambda that %s fails the execution with %s after %i attempts, and the next one works',
  async (way, error, attempts, cause) => {
    const failed = await runText(sfn, JSON.stringify({ Name: way, Email: 'alison@example.com', Payment: 'Done' }))
    expect(failed).toMatchObject({ status: 'FAILED', error, cause: expect.stringContaining(cause) })

    const events = await historyOf(sfn, failed.executionArn)
    const byId = new Map(events.map((event) => [event.id, event]))
    const ofLookUpName = (id: number | undefined): boolean => {
      const event = byId.get(id ?? 0)
      if (event === undefined) return false
      const entered = event.stateEnteredEventDetails?.name
      return entered === undefined ? ofLookUpName(event.previousEventId) : entered === 'LookUpName'
    }
    const scheduled = events.filter(({ type, id }) => type === 'LambdaFunctionScheduled' && ofLookUpName(id))
    expect(scheduled).toHaveLength(attempts)

    const request = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done' }
    expect(await outcome(sfn, request)).toMatchObject({ status: 'ENROLLED' })
  },
)

test('a Lambda that runs out of memory is lost alone', async () => {
  const failed = await runText(
    sfn,
    JSON.stringify({ Name: 'leaks memory', Email: 'alison@example.com', Payment: 'Done' }),
  )
  expect(failed).toMatchObject({
    status: 'FAILED',
    error: expect.stringMatching(/^(Runtime\.(OutOfMemory|ExitError)|Sandbox\.Timedout)$/),
  })
  expect(await outcome(sfn, { Name: 'Mike', Email: 'mike@example.com', Payment: 'Done' })).toMatchObject({
    status: 'ENROLLED',
  })
})
