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

test('an Express execution has five minutes', async () => {
  const text = '{"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":1000,"End":true}}}'
  const { commands } = await createExecution(parseDefinition(text, 'EXPRESS'), context).apply({ type: 'start' }, 1000)
  expect(commands).toContainEqual({ type: 'setTimer', timer: 'machine', dueMs: 301_000 })
})

test('a task that was not to be submitted is no task to submit', async () => {
  const resource = 'arn:aws:lambda:us-east-1:000000000000:function:f'
  const text = JSON.stringify({ StartAt: 'T', States: { T: { Type: 'Task', Resource: resource, End: true } } })
  const execution = createExecution(parseDefinition(text, 'STANDARD'), context)
  await execution.apply({ type: 'start' }, 1000)
  await expect(execution.apply({ type: 'taskSubmitted', task: 3, output: '{}' }, 2000)).rejects.toThrow(TypeError)
  expect((await execution.apply({ type: 'taskSucceeded', task: 3, output: '{}' }, 3000)).events).toHaveLength(3)
})
