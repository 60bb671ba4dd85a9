import { expect, test } from 'vitest'
import { parseDefinition } from '../definition/parse.ts'
import type { ExecutionContext } from '../execution.ts'
import { createExecution } from './interpret.ts'

const context: ExecutionContext = {
  executionArn: 'arn:aws:states:us-east-1:000000000000:execution:machine:one',
  executionName: 'one',
  roleArn: 'arn:aws:iam::000000000000:role/machine',
  stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:machine',
  stateMachineName: 'machine',
  region: 'us-east-1',
  input: '{ "spaces" :  "kept" }',
  startTimeMs: 1000,
  seed: 'seed',
}

test('a Pass keeps the text of its input and ends the execution in the first turn', async () => {
  const program = parseDefinition('{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}}', 'STANDARD')
  const { events, commands } = await createExecution(program, context).apply({ type: 'start' }, 1000)
  expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
    [1, 0, 'ExecutionStarted'],
    [2, 0, 'PassStateEntered'],
    [3, 2, 'PassStateExited'],
    [4, 3, 'ExecutionSucceeded'],
  ])
  expect(commands).toEqual([{ type: 'end', status: 'SUCCEEDED', output: context.input }])
})
