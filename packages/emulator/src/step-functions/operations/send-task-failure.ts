import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { operation } from '../operation.ts'
import { answerTask, taskToken } from '../task-token.ts'
import { present } from '../wire.ts'

const input = structure({ taskToken, error: shapes.errorName, cause: shapes.errorCause })

export const sendTaskFailure = operation(input, (context, { taskToken, error = '', cause }) =>
  answerTask(context, taskToken, (task) => ({ type: 'taskFailed', task, error, ...present({ cause }) })),
)
