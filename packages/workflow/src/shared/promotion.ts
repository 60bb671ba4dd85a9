import type { TaskState } from 'asl'
import { stateMachines } from '../state-machines.ts'
import type { DefinitionOptions } from './definition-options.ts'
import { startExecutionTask } from './integration.ts'
import { startExecutionRetriers } from './retry.ts'

/**
 * Has those who wait for a course called, and does not wait for it: a seat may be free. Without a name: one that was started before may
 * have looked already.
 */
export function startPromotion(options: DefinitionOptions, courseId: string, Next: string): TaskState {
  return {
    Type: 'Task',
    Resource: startExecutionTask(options.partition),
    TimeoutSeconds: 15,
    Arguments: {
      StateMachineArn: options.stateMachineArn(stateMachines.promotion),
      Input: { Course: `{% ${courseId} %}` },
    },
    Retry: startExecutionRetriers(),
    Next,
  }
}
