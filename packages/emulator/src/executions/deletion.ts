import type { StateMachines } from '../state-machines/state-machines.ts'
import type { Catalogue } from './catalogue.ts'
import type { ExecutionRecord } from './execution-record.ts'

export interface DeletionOptions {
  machines: StateMachines
  catalogue: Catalogue
  forget(records: readonly ExecutionRecord[]): Promise<void>
}

/** Forgets a state machine that is being deleted, with its executions, unless one of them runs. */
export function finishDeletion(
  { machines, catalogue, forget }: DeletionOptions,
  stateMachineArn: string,
): Promise<void> {
  return machines.change(async () => {
    if (!machines.get(stateMachineArn)?.deleting) return
    const [running] = catalogue.newestFirst(stateMachineArn, { running: true })
    if (running !== undefined) return
    await machines.remove(stateMachineArn)
    await forget([...catalogue.newestFirst(stateMachineArn)])
  })
}
