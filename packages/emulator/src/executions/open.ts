import { setImmediate } from 'node:timers/promises'
import type { Evaluator } from 'asl'
import type { StateMachines } from '../state-machines/state-machines.ts'
import type { Storage } from '../storage/storage.ts'
import { type Catalogue, createCatalogue } from './catalogue.ts'
import { finishDeletion } from './deletion.ts'
import type { ExecutionRecord } from './execution-record.ts'
import { createHistories, type Histories } from './histories.ts'
import type { RunTask } from './live-execution.ts'
import { restoreRecords } from './restore.ts'
import { createRetentionQueue, type Retention } from './retention.ts'
import { createRunner, type Runner } from './runner.ts'
import type { Clock } from './timers.ts'

export interface ExecutionsOptions {
  storage: Storage
  clock: Clock
  retention: Retention
  machines: StateMachines
  runTask: RunTask
  evaluate: Evaluator
  report(message: string): void
}

export interface Executions {
  catalogue: Catalogue
  histories: Histories
  runner: Runner
  /** Forgets a state machine that is being deleted, with its executions, unless one of them runs. */
  finishDeletion(stateMachineArn: string): Promise<void>
  close(): Promise<void>
}

/** The executions that are kept, with the one who runs them. None of them runs before `runner.resume()`. */
export function openExecutions(options: ExecutionsOptions): Executions {
  const { storage, clock, report, machines } = options
  const catalogue = createCatalogue()
  const records = restoreRecords(storage.executions())
  for (const record of records) catalogue.add(record)
  const retention = createRetentionQueue(options.retention, records)
  let expiring: Promise<void> | undefined

  /** Soon, together with all others that expire until then. */
  function expire(): void {
    expiring ??= setImmediate().then(async () => {
      expiring = undefined
      await forget(retention.expired(clock.now())).catch((error) => report(`Old executions stay: ${error.message}`))
    })
  }

  async function forget(old: readonly ExecutionRecord[]): Promise<void> {
    if (old.length === 0) return
    for (const record of old) catalogue.remove(record)
    await storage.drop(old.map(({ number }) => number))
  }

  const histories = createHistories(storage, catalogue)
  const finish = (stateMachineArn: string) => finishDeletion({ machines, catalogue, forget }, stateMachineArn)
  const isDeleted = (stateMachineArn: string) => machines.get(stateMachineArn)?.deleting === true
  const runner = createRunner({
    clock,
    histories,
    nextNumber: (records.at(-1)?.number ?? 0) + 1,
    catalogue,
    revisions: machines.revisions,
    isDeleted,
    runTask: options.runTask,
    evaluate: options.evaluate,
    onClosed(record) {
      retention.closed(record)
      expire()
      const { stateMachineArn } = record.start
      if (!isDeleted(stateMachineArn)) return
      finish(stateMachineArn).catch((error) => report(`${stateMachineArn} is not deleted yet: ${error.message}`))
    },
    report,
  })
  expire()

  return {
    catalogue,
    histories,
    runner,
    finishDeletion: finish,
    async close() {
      await runner.close()
      await expiring
    },
  }
}
