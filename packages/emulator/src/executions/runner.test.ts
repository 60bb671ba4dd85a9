import { parseDefinition } from 'asl'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TaskOutcome } from '../service.ts'
import { openStorage, type Storage } from '../storage/storage.ts'
import { createCatalogue } from './catalogue.ts'
import { createHistories } from './histories.ts'
import type { RunTask } from './live-execution.ts'
import { restoreRecords } from './restore.ts'
import { createRunner } from './runner.ts'
import { systemClock } from './timers.ts'

const revision = {
  key: 'r',
  stateMachineArn: 'm',
  type: 'STANDARD' as const,
  roleArn: 'role',
  updateMs: 0,
  loggingConfiguration: {},
  tracingConfiguration: {},
  encryptionConfiguration: {},
  definition: JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Call',
    States: {
      Call: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Arguments: { FunctionName: '{% $states.input %}' },
        End: true,
      },
    },
  }),
}

let storage: Storage
beforeEach(() => {
  storage = openStorage({ sync: false })
})
afterEach(() => storage.close())

/** The executions of the storage, as they are found after a crash. */
function open(runTask: RunTask) {
  const catalogue = createCatalogue()
  const records = restoreRecords(storage.executions())
  for (const record of records) catalogue.add(record)
  const program = parseDefinition(revision.definition, revision.type)
  return createRunner({
    clock: systemClock,
    histories: createHistories(storage, catalogue),
    nextNumber: records.length + 1,
    catalogue,
    revisions: { get: () => revision, program: () => program },
    isDeleted: () => false,
    runTask,
    evaluate: () => expect.unreachable('no expression takes long here'),
    onClosed: () => undefined,
    report: (message) => expect.unreachable(message),
  })
}

const never = () => new Promise<TaskOutcome>(() => undefined)

test('a task that runs again reaches the executions that are resumed after its own', async () => {
  const tokens = new Map<string, string>()
  const before = open(({ taskToken = '' }, { name }) => {
    tokens.set(name, taskToken)
    return never()
  })
  for (const name of ['caller', 'called']) {
    await before.start({ arn: name, name, stateMachineArn: 'm', revision, input: `"${name}"` })
  }
  await before.close()

  const answers: string[] = []
  const after = open(async (_task, { name }) => {
    if (name !== 'caller') return never()
    const answer = after.answerTask(tokens.get('called') ?? '', (task) => ({
      type: 'taskSucceeded',
      task,
      output: '1',
    }))
    answers.push(await answer)
    return never()
  })
  expect(await after.resume()).toBe(2)
  await expect.poll(() => answers).toEqual(['taken'])
  await after.close()
})

test('nothing starts once it is closed: nobody would end it', async () => {
  const runner = open(never)
  await runner.close()
  const plan = { arn: 'late', name: 'late', stateMachineArn: 'm', revision, input: '"late"' }
  await expect(runner.start(plan)).rejects.toThrow('closed')
  expect(restoreRecords(storage.executions())).toEqual([])
})

test('a fault in an Express execution that nobody waits for ends nothing else', async () => {
  const runner = open(() => Promise.reject(new Error('a fault')))
  runner.startExpress({ arn: 'e', name: 'e', stateMachineArn: 'm', revision, input: '"e"' })
  await expect(
    runner.startExpress({ arn: 'f', name: 'f', stateMachineArn: 'm', revision, input: '"f"' }).result,
  ).rejects.toThrow('a fault')
  await runner.close()
})
