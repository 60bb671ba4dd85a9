import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, KillableEmulator } from './killable-emulator.ts'

const ROUNDS = 4
const PAIRS = 40
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'

const Key = { pk: { S: '{% $states.context.Execution.Input.id %}' }, sk: { S: 'WAIT' } }

/** Waits for a callback, or finds the one who waits under the same id and calls back. */
const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($states.input.waits) %}', Next: 'Await' }],
      Default: 'Look',
    },
    Await: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
      Arguments: {
        TableName: 'enrollments',
        Key,
        UpdateExpression: 'SET taskToken = :token',
        ExpressionAttributeValues: { ':token': { S: '{% $states.context.Task.Token %}' } },
      },
      TimeoutSeconds: 60,
      End: true,
    },
    Look: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:getItem',
      Arguments: { TableName: 'enrollments', Key, ConsistentRead: true },
      Assign: { token: '{% $states.result.Item.taskToken.S ? $states.result.Item.taskToken.S : "" %}' },
      Next: 'Waits',
    },
    Waits: { Type: 'Choice', Choices: [{ Condition: '{% $token = "" %}', Next: 'Pause' }], Default: 'CallBack' },
    Pause: { Type: 'Wait', Seconds: 1, Next: 'Look' },
    CallBack: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:sfn:sendTaskSuccess',
      Arguments: { TaskToken: '{% $token %}', Output: '{% $states.context.Execution.Input %}' },
      // It has called back before the kill already.
      Catch: [{ ErrorEquals: ['Sfn.TaskTimedOutException'], Next: 'Done' }],
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
})

let directory: string
let emulator: KillableEmulator
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'killed-'))
  emulator = new KillableEmulator(join(directory, 'data'), join(directory, 'ledger'), DEFINITION)
})
afterEach(async () => {
  await emulator.kill()
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
})

test('a callback reaches the task that waits for it over any number of kills', async () => {
  const waiters: { executionArn: string; id: string }[] = []
  const callers: string[] = []
  const start = async (url: string, input: object) => {
    const request = { stateMachineArn: MACHINE, input: JSON.stringify(input) }
    return String((await call(url, 'StartExecution', request)).executionArn)
  }
  for (let round = 1; round <= ROUNDS; round++) {
    const { url } = await emulator.start()
    for (let pair = 1; pair <= PAIRS; pair++) {
      const id = `${round}-${pair}`
      // The caller may have started first, and is resumed first then.
      if (pair % 2 === 0) callers.push(await start(url, { id }))
      waiters.push({ executionArn: await start(url, { id, waits: true }), id })
      if (pair % 2 === 1) callers.push(await start(url, { id }))
    }
    await delay(Math.random() * 100)
    await emulator.kill()
  }

  const { url } = await emulator.start()
  const ended = async (executionArn: string) => {
    for (;;) {
      const execution = await call(url, 'DescribeExecution', { executionArn })
      if (execution.status !== 'RUNNING') return execution
      await delay(20)
    }
  }
  for (const executionArn of callers) expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED' })
  for (const { executionArn, id } of waiters) {
    expect(await ended(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify({ id }) })
  }
  expect(emulator.faults).toEqual([])
}, 120_000)
