import type { EmulatorOptions } from 'emulator'

type Intercept = NonNullable<EmulatorOptions['interceptTask']>

export interface Fault {
  error: string
  /** The work was done, and its answer lost. */
  lost?: boolean
}

/** What a service may answer although nothing is wrong with the request, by the resource of the task. */
export function faultsOf(resource: string): Fault[] {
  if (resource.includes(':dynamodb:')) {
    const conflict = resource.includes('transact') ? 'TransactionCanceledException' : 'TransactionConflictException'
    return [
      { error: 'DynamoDb.ThrottlingException' },
      { error: 'DynamoDb.SdkClientException', lost: true },
      // A read of one item, or of a query, conflicts with nothing.
      ...(/transact|update|put|delete/i.test(resource) ? [{ error: `DynamoDb.${conflict}` }] : []),
    ]
  }
  if (resource.includes(':states:startExecution')) {
    return [{ error: 'StepFunctions.ThrottlingException' }, { error: 'StepFunctions.SdkClientException', lost: true }]
  }
  if (resource.includes(':sfn:')) {
    return [{ error: 'Sfn.ThrottlingException' }, { error: 'Sfn.SdkClientException', lost: true }]
  }
  return [{ error: 'Lambda.TooManyRequestsException' }, { error: 'Runtime.ExitError', lost: true }]
}

/** Every task has one of its faults with this probability. `injected` counts them by their names. */
export function randomFaults(probability: number, injected: Map<string, number>): Intercept {
  return (runTask) => async (task, start, signal) => {
    const faults = faultsOf(task.resource)
    const fault = Math.random() < probability ? faults[Math.floor(Math.random() * faults.length)] : undefined
    if (fault === undefined) return runTask(task, start, signal)
    injected.set(fault.error, (injected.get(fault.error) ?? 0) + 1)
    if (fault.lost) await runTask(task, start, signal)
    return { error: fault.error, cause: 'injected' }
  }
}
