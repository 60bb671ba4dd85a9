import type { TaskState } from 'asl'
import type { TableOptions } from './definition-options.ts'
import { sendTaskSuccessTask } from './integration.ts'
import { callbackRetriers, TOKEN_GONE } from './retry.ts'

/** Ends the wait of the execution with this token. It says nothing: the execution that wakes reads the table. One that no longer waits has read it. */
export function wake({ partition }: TableOptions, token: string, Next: string): TaskState {
  return {
    Type: 'Task',
    Resource: sendTaskSuccessTask(partition),
    TimeoutSeconds: 15,
    Arguments: { TaskToken: `{% ${token} %}`, Output: '{}' },
    Retry: callbackRetriers(),
    Catch: [{ ErrorEquals: [...TOKEN_GONE], Next }],
    Next,
  }
}
