import type { Emulator } from 'emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { clients } from './emulator-process.ts'
import { historyOf, outcome, runText } from './executions.ts'

let emulator: Emulator
let sfn: ReturnType<typeof clients>['sfn']

beforeAll(async () => {
  emulator = await startBreakableEmulator()
  sfn = clients(emulator.url).sfn
})

afterAll(() => emulator?.close())

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
