import { expect, test } from 'vitest'
import { applyNote, newRecord } from '../../executions/execution-record.ts'
import type { StepFunctionsContext } from '../operation.ts'
import { redriveExecution } from './redrive-execution.ts'

const executionArn = 'arn:aws:states:us-east-1:000000000000:execution:m:one'
const MINUTE_MS = 60_000

// A context of which nothing is real but the record: a quarter of an hour is too long to wait for.
test('a client token is forgotten after a quarter of an hour', async () => {
  let nowMs = 0
  const stateMachineArn = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'
  const record = newRecord(1, { arn: executionArn, name: 'one', stateMachineArn, revision: 'r', seed: 's', startMs: 0 })
  const fail = () => applyNote(record, { end: { status: 'FAILED', stopMs: nowMs, lastEventId: 1 } })
  const context = {
    clock: { now: () => nowMs },
    machines: { get: () => undefined },
    catalogue: { get: () => record },
    runner: {
      redrive: async (_: unknown, token: string) => {
        applyNote(record, { redrive: { redriveMs: nowMs, token } })
        fail()
        return nowMs
      },
    },
  } as unknown as StepFunctionsContext
  fail()
  const redrive = () => redriveExecution(context, { executionArn, clientToken: 'once' })
  expect(await redrive()).toEqual({ redriveDate: 0 })
  nowMs = 15 * MINUTE_MS - 1
  expect(await redrive()).toEqual({ redriveDate: 0 })
  expect(record.redriveCount).toBe(1)
  nowMs = 15 * MINUTE_MS
  expect(await redrive()).toEqual({ redriveDate: nowMs / 1000 })
  expect(record.redriveCount).toBe(2)
})
