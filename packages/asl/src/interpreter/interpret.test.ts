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

const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', End: true }

test.each([
  ['nests too deep', `${'['.repeat(1_001)}${']'.repeat(1_001)}`, 'more than 1000 deep'],
  ['has a number that no double holds', '{"a":1e999}', 'beyond the range of a double'],
])('a result that %s ends the execution by name', async (_, output, why) => {
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'T', States: { T: TASK } })
  const execution = createExecution(parseDefinition(text, 'STANDARD'), context)
  await execution.apply({ type: 'start' }, 1000)
  const { events, commands } = await execution.apply({ type: 'taskSucceeded', task: 3, output }, 2000)
  expect(events.map(({ type }) => type)).toEqual(['LambdaFunctionSucceeded', 'ExecutionFailed'])
  expect(commands).toEqual([
    { type: 'end', status: 'FAILED', error: 'States.Runtime', cause: expect.stringContaining(why) },
  ])
})

const DEEPER = '{% $reduce([1..9000], function($inner, $n) { {"a": $inner} }, 1) %}'
// As deep as a definition may be, so that it takes few rounds.
const AGAIN = {
  Type: 'Choice',
  Choices: [{ Condition: '{% false %}', Next: 'End' }],
  Output: Array.from({ length: 900 }).reduce((inner) => [inner], '{% $states.input %}'),
  Default: 'Again',
}

test.each([
  [
    'one expression',
    { P: { Type: 'Pass', Output: DEEPER, End: true } },
    'States.QueryEvaluationError',
    'internal error',
  ],
  ['state after state', { Again: AGAIN, End: { Type: 'Succeed' } }, 'States.Runtime', 'nested too deep'],
  [
    'a variable',
    {
      First: { Type: 'Pass', Assign: { deep: 1 }, Next: 'Again' },
      Again: { ...AGAIN, Output: 1, Assign: { deep: ['{% $deep %}'] } },
      End: { Type: 'Succeed' },
    },
    'States.Runtime',
    'nested too deep',
  ],
])(
  'a value that %s nests without end fails the execution, which does not stand still',
  async (_, states, error, why) => {
    const [StartAt] = Object.keys(states)
    const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt, States: states })
    const { commands } = await createExecution(parseDefinition(text, 'STANDARD'), context).apply(
      { type: 'start' },
      1000,
    )
    expect(commands).toEqual([{ type: 'end', status: 'FAILED', error, cause: expect.stringContaining(why) }])
  },
)

const BIG = "{% $pad('', 300000, 'x') %}"
const inner = { StartAt: 'P', States: { P: { Type: 'Pass', Output: 1, End: true } } }

test.each([
  ['Parallel', { Type: 'Parallel', Branches: [inner], Arguments: BIG, End: true }],
  ['Map', { Type: 'Map', Items: [1], ItemSelector: BIG, ItemProcessor: inner, End: true }],
])('what a %s hands in may have 256 KiB', async (_, state) => {
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'S', States: { S: state } })
  const { commands } = await createExecution(parseDefinition(text, 'STANDARD'), context).apply({ type: 'start' }, 1000)
  expect(commands).toEqual([
    { type: 'end', status: 'FAILED', error: 'States.DataLimitExceeded', cause: expect.stringContaining("'S'") },
  ])
})

test.each([
  `{"StartAt":"P","States":{"P":{"Type":"Pass","Result":${'['.repeat(5_000)}${']'.repeat(5_000)},"End":true}}}`,
  '{"StartAt":"P","States":{"P":{"Type":"Pass","Result":1e999,"End":true}}}',
])('a definition that cannot be kept as it is written is refused: %.60s', (text) => {
  expect(() => parseDefinition(text, 'STANDARD')).toThrow(/INVALID_JSON_DESCRIPTION.*not supported here/)
})

test('a variable that holds all of $states keeps what it was then', async () => {
  const states = {
    One: { Type: 'Pass', Assign: { all: '{% $states %}' }, Next: 'Two' },
    Two: { Type: 'Succeed', Output: '{% $all.context.State.Name %}' },
  }
  const text = JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'One', States: states })
  const { commands } = await createExecution(parseDefinition(text, 'STANDARD'), context).apply({ type: 'start' }, 1000)
  expect(commands).toEqual([{ type: 'end', status: 'SUCCEEDED', output: '"One"' }])
})
