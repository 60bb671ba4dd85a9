import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { call, KillableEmulator } from './killable-emulator.ts'

const ROUNDS = 4
const CHILDREN = 60
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'

/** Started by a client, it starts itself many times, every other one without a name; started by itself, it ends at once. */
const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Which',
  States: {
    Which: {
      Type: 'Choice',
      Choices: [{ Condition: '{% $exists($states.input.number) %}', Next: 'Child' }],
      Default: 'Start',
    },
    Child: { Type: 'Succeed' },
    Start: {
      Type: 'Map',
      Items: `{% [1..${CHILDREN}] %}`,
      MaxConcurrency: 8,
      ItemProcessor: {
        StartAt: 'StartOne',
        States: {
          StartOne: {
            Type: 'Task',
            Resource: 'arn:aws:states:::states:startExecution',
            Arguments: `{% $merge([
              {"StateMachineArn": "${MACHINE}", "Input": {"parent": $states.context.Execution.Name, "number": $states.input}},
              $states.input % 2 = 0 ? {"Name": $states.context.Execution.Name & "-" & $states.input} : {}
            ]) %}`,
            Output: '{% $states.result.ExecutionArn %}',
            End: true,
          },
        },
      },
      End: true,
    },
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

test('a task that runs again after a kill -9 starts no second execution', async () => {
  const parents: string[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const { url } = await emulator.start()
    const { executionArn } = await call(url, 'StartExecution', { stateMachineArn: MACHINE, name: `parent-${round}` })
    parents.push(String(executionArn))
    await delay(Math.random() * 60)
    await emulator.kill()
  }

  const { url } = await emulator.start()
  const started: string[] = []
  for (const executionArn of parents) {
    let parent = await call(url, 'DescribeExecution', { executionArn })
    for (; parent.status === 'RUNNING'; parent = await call(url, 'DescribeExecution', { executionArn })) await delay(20)
    expect(parent).toMatchObject({ status: 'SUCCEEDED' })
    started.push(...(JSON.parse(String(parent.output)) as string[]))
  }
  expect(new Set(started).size).toBe(ROUNDS * CHILDREN)
  const { executions } = await call(url, 'ListExecutions', { stateMachineArn: MACHINE, maxResults: 1000 })
  expect(executions).toHaveLength(ROUNDS * (CHILDREN + 1))
  expect(emulator.faults).toEqual([])
}, 120_000)
