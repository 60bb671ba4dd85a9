import type { TaskState } from 'asl'
import type { LambdaManifest } from '../lambdas.ts'
import type { DefinitionOptions } from './definition-options.ts'
import { lambdaRetriers } from './retry.ts'

/**
 * Between a Lambda's own timeout and its task's: time for a cold start, for a queue where there is one, and for the
 * answer's way back. Too little fails enrollments on a busy day; too much costs nothing unless an answer is lost.
 */
const TASK_MARGIN_SECONDS = 27

/** Calls a Lambda with the state's input. */
export function lambdaTask(manifest: LambdaManifest, options: DefinitionOptions): Omit<TaskState, 'Next' | 'End'> {
  return {
    Type: 'Task',
    Resource: options.functionArn(manifest),
    TimeoutSeconds: manifest.timeoutMs / 1000 + TASK_MARGIN_SECONDS,
    Retry: lambdaRetriers(manifest.errors.transient),
  }
}
