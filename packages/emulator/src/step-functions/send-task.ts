import type { TaskOutcome } from '../service.ts'
import type { StepFunctionsContext } from './operation.ts'
import { sendTaskFailure } from './operations/send-task-failure.ts'
import { sendTaskHeartbeat } from './operations/send-task-heartbeat.ts'
import { sendTaskSuccess } from './operations/send-task-success.ts'
import { readTaskArguments } from './task-arguments.ts'
import { failureOf, sdkFailure } from './task-failure.ts'

/** A Task of `aws-sdk:sfn:sendTaskSuccess`, `sendTaskFailure` or `sendTaskHeartbeat`: its result is `{}`. */
export async function runSendTask(
  context: StepFunctionsContext,
  resource: string,
  input: string,
): Promise<TaskOutcome> {
  try {
    const call = CALLS[resource.slice(resource.lastIndexOf(':') + 1)]
    if (call === undefined) throw new TypeError(`${resource} is no task of this service.`)
    return { output: JSON.stringify(await call(context, input)) }
  } catch (error) {
    return failureOf(error, sdkFailure)
  }
}

const CALLS: Readonly<Record<string, (context: StepFunctionsContext, input: string) => Promise<object>>> = {
  sendTaskSuccess(context, input) {
    const { TaskToken, Output } = readTaskArguments(input, { TaskToken: 'required text', Output: 'required json' })
    return sendTaskSuccess(context, { taskToken: TaskToken, output: Output })
  },
  sendTaskFailure(context, input) {
    const fields = { TaskToken: 'required text', Error: 'text', Cause: 'text' } as const
    const { TaskToken, Error: error, Cause: cause } = readTaskArguments(input, fields)
    return sendTaskFailure(context, { taskToken: TaskToken, error, cause })
  },
  sendTaskHeartbeat(context, input) {
    const { TaskToken } = readTaskArguments(input, { TaskToken: 'required text' })
    return sendTaskHeartbeat(context, { taskToken: TaskToken })
  },
}
