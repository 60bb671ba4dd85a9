import type { TaskState } from 'asl'
import { lambdaOfState } from '../lambdas.ts'
import type { DefinitionOptions } from './definition-options.ts'
import { studentOf } from './items.ts'
import { lambdaTask } from './lambda-task.ts'

/** The key of the student record of the address that was looked up. */
export const STUDENT = studentOf('$email')

/** What is wrong with the address: none or more `{code, field, message}`. */
export const EMAIL_PROBLEMS = '$problems.{"code": code, "field": "Email", "message": message}'

/** Reads the address as course-enrollment does: what is one mailbox there is one here. */
export function lookUpEmail(options: DefinitionOptions, Assign: object, Next: string): TaskState {
  return {
    ...lambdaTask(lambdaOfState.LookUpEmail, options),
    Assign: { email: '{% $states.result.value %}', problems: '{% $states.result.problems %}', ...Assign },
    Output: {},
    Next,
  }
}
