import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { HistoryEvent } from 'asl'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage } from '../src/storage/storage.ts'
import { call, KillableEmulator } from './killable-emulator.ts'
import { functionArn } from './test-emulator.ts'

/** KILL_ROUNDS=200 for the long run. */
const ROUNDS = Number(process.env.KILL_ROUNDS ?? 5)
const CLIENTS = 4
const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'

let directory: string
let emulator: KillableEmulator
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'killed-'))
  writeFileSync(join(directory, 'ledger'), '')
  emulator = new KillableEmulator(join(directory, 'data'), join(directory, 'ledger'), DEFINITION)
})
afterEach(async () => {
  await emulator.kill()
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
})

/** A task that leaves its name in the ledger, a parallel pair of them, a wait, and one that succeeds when it is tried again. */
function task(state: string, more: object = {}, flaky = false) {
  const Arguments = `{% {"execution": $states.context.Execution.Name, "state": "${state}", "flaky": ${flaky}, "attempt": $states.context.State.RetryCount} %}`
  return { Type: 'Task', Resource: functionArn('marks'), Arguments, ...more }
}
const DEFINITION = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Both',
  States: {
    Both: {
      Type: 'Parallel',
      Branches: ['Left', 'Right'].map((name) => ({ StartAt: name, States: { [name]: task(name, { End: true }) } })),
      Next: 'Pause',
    },
    Pause: {
      Type: 'Wait',
      Timestamp: '{% $fromMillis($toMillis($states.context.State.EnteredTime) + 100) %}',
      Next: 'Again',
    },
    Again: task('Again', { Retry: [{ ErrorEquals: ['NotYet'], IntervalSeconds: 1 }], Next: 'Last' }, true),
    Last: task('Last', { End: true }),
  },
})

/** Starts executions until the process is gone, and notes those that were acknowledged. */
async function load(url: string, round: number, client: number, acknowledged: string[]): Promise<void> {
  for (let n = 0; ; n++) {
    const name = `r${round}-c${client}-${n}`
    try {
      const { executionArn } = await call(url, 'StartExecution', { stateMachineArn: MACHINE, name, input: `"${name}"` })
      if (typeof executionArn === 'string') acknowledged.push(executionArn)
    } catch {
      return
    }
  }
}

/** The tasks whose end stands in a history, each as the input that it was given. */
const finished = new Set<string>()
/** Executions that had ended, and whose tasks are in `finished` already. */
const read = new Set<number>()

/** Looks while no process holds the directory. */
async function noteFinishedTasks(): Promise<void> {
  const storage = openStorage({ path: join(directory, 'data', 'step-functions.db'), sync: false })
  for (const { execution, notes } of storage.executions()) {
    if (read.has(execution)) continue
    if (notes.some((note) => note.includes('"end"'))) read.add(execution)
    const events = storage.read(execution).flatMap((body) => JSON.parse(body) as HistoryEvent[])
    const byId = new Map(events.map((event) => [event.id, event]))
    for (const { type, previousEventId } of events) {
      if (type !== 'LambdaFunctionSucceeded' && type !== 'LambdaFunctionFailed') continue
      const scheduled = byId.get(byId.get(previousEventId)?.previousEventId ?? 0)
      finished.add(String(scheduled?.lambdaFunctionScheduledEventDetails?.input))
    }
  }
  await storage.close()
}

const ledger = () => readFileSync(join(directory, 'ledger'), 'utf8').split('\n').filter(Boolean)

test(`${ROUNDS} times killed under load: nothing acknowledged is lost, nothing finished runs again`, async () => {
  const acknowledged: string[] = []
  const repeated: string[] = []
  let seen = 0
  for (let round = 1; round <= ROUNDS; round++) {
    const { url } = await emulator.start()
    const clients = Array.from({ length: CLIENTS }, (_, client) => load(url, round, client, acknowledged))
    await delay(Math.random() * 800)
    await emulator.kill()
    await Promise.all(clients)
    const lines = ledger()
    // What had ended before this round may not have run in it.
    repeated.push(...lines.slice(seen).filter((line) => finished.has(line)))
    seen = lines.length
    await noteFinishedTasks()
  }

  const { url, resumed, kept } = await emulator.start()
  const lost: string[] = []
  const wrong: unknown[] = []
  for (const executionArn of acknowledged) {
    for (;;) {
      const execution = await call(url, 'DescribeExecution', { executionArn })
      if (execution.status === undefined) lost.push(executionArn)
      else if (execution.status === 'RUNNING') {
        await delay(20)
        continue
      } else if (execution.output !== '"Last"') wrong.push(execution)
      break
    }
  }
  await emulator.kill()
  const last = ledger().slice(seen)
  repeated.push(...last.filter((line) => finished.has(line)))
  if (process.env.KILL_ROUNDS) {
    const lines = ledger()
    // Tasks that were under way when the process was killed run again.
    const rerun = lines.length - new Set(lines).size
    const figures = { rounds: ROUNDS, acknowledged: acknowledged.length, resumed, kept, tasks: lines.length, rerun }
    process.stderr.write(`${JSON.stringify({ ...figures, lost: lost.length, repeated: repeated.length })}\n`)
  }
  expect(acknowledged.length).toBeGreaterThan(0)
  const { faults } = emulator
  expect({ lost, repeated, wrong, faults }).toEqual({ lost: [], repeated: [], wrong: [], faults: [] })
}, 3_600_000)
