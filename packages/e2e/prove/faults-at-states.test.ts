import { setTimeout as sleep } from 'node:timers/promises'
import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
} from '@aws-sdk/client-sfn'
import type { EmulatorOptions } from 'emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stateMachines } from 'workflow'
import { type Change, type LifeEmulator, lookAgainAfter, startLifeEmulator } from '../test/life-emulator.ts'
import { storiesOf } from '../test/stories.ts'
import { PATIENCE, printFigures, scale } from './scale.ts'

/** What DynamoDB may answer: the API reference, "Error handling", in the names of the SDK integration. */
const RETRIED = [
  'InternalServerErrorException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceededException',
  'SdkClientException',
  'ThrottlingException',
].map((name) => `DynamoDb.${name}`)
const NOT_RETRIED = [
  'AccessDeniedException',
  'DynamoDbException',
  'ItemCollectionSizeLimitExceededException',
  'ResourceNotFoundException',
].map((name) => `DynamoDb.${name}`)
const ALL = [...RETRIED.slice(-scale(2, RETRIED.length)), ...NOT_RETRIED.slice(0, scale(1, NOT_RETRIED.length))]

/** Every state of a data task that was reached, with the errors that it has still to meet. */
const left = new Map<string, string[]>()
const failedWith = new Set<string>()
const unexpected: string[] = []
let over = false
let aws: LifeEmulator
let redriving: Promise<void>

/** The state of a task: the last one that was entered before its event. */
async function stateOf(executionArn: string, task: number): Promise<string> {
  const { events = [] } = await aws.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }))
  for (let event = events[task - 1]; event !== undefined; event = events[(event.previousEventId ?? 0) - 1]) {
    if (event.stateEnteredEventDetails?.name) return event.stateEnteredEventDetails.name
  }
  throw new Error(`${executionArn} has no task ${task}`)
}

/** Each data task fails with the next error that its state has not met; every other one after its work was done. */
const intercept: NonNullable<EmulatorOptions['interceptTask']> = (runTask) => async (task, start, signal) => {
  if (!task.resource.includes(':dynamodb:')) return runTask(task, start, signal)
  const machine = start.arn.split(':')[6]
  const state = `${machine} ${await stateOf(start.arn, task.task)}`
  if (!left.has(state)) left.set(state, [...ALL])
  const error = left.get(state)?.shift()
  if (error === undefined) return runTask(task, start, signal)
  if (error === 'DynamoDb.SdkClientException') await runTask(task, start, signal)
  return { error, cause: `injected into ${state}` }
}

/** A retry waits a second at most. */
const soon: Change = (text, name) =>
  lookAgainAfter(3)(text.replaceAll('"MaxDelaySeconds":20', '"MaxDelaySeconds":2'), name)

async function redriveAll(): Promise<void> {
  while (!over) {
    for (const machine of Object.values(stateMachines)) {
      const stateMachineArn = `arn:aws:states:us-east-1:000000000000:stateMachine:${machine}`
      const failed = await aws.sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }))
      for (const { executionArn } of failed.executions ?? []) {
        const { error, cause } = await aws.sfn.send(new DescribeExecutionCommand({ executionArn }))
        const state = cause?.replace('injected into ', '')
        if (error !== undefined && NOT_RETRIED.includes(error)) failedWith.add(`${state} ${error}`)
        else unexpected.push(`${executionArn}: ${error} ${cause}`)
        await aws.sfn.send(new RedriveExecutionCommand({ executionArn }))
      }
    }
    await sleep(5)
  }
}

beforeAll(async () => {
  aws = await startLifeEmulator(soon, { interceptTask: intercept })
  redriving = redriveAll()
})
afterAll(async () => {
  over = true
  await redriving
  await aws.emulator.close()
})

test(
  'every DynamoDB error at every data state: the right ones are retried, the others fail, and a redrive ends the same',
  PATIENCE,
  async () => {
    const rounds = scale(1, 8)
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(storiesOf(aws, `f${round}`).map((story) => story()))
      if ([...left.values()].every((errors) => errors.length === 0)) break
    }
    expect(unexpected).toEqual([])
    const met = [...left].flatMap(([state, errors]) =>
      ALL.filter((error) => !errors.includes(error)).map((error) => `${state} ${error}`),
    )
    const wanted = met.filter((one) => NOT_RETRIED.some((error) => one.endsWith(error)))
    expect([...failedWith].sort()).toEqual(wanted.sort())
    expect(left.size).toBeGreaterThanOrEqual(20)
    printFigures({ dataStates: left.size, injected: met.length, failed: failedWith.size })
  },
)
