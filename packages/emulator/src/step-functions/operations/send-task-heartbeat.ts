import { structure } from '../../server/shapes.ts'
import { operation } from '../operation.ts'
import { answerTask, taskToken } from '../task-token.ts'

const input = structure({ taskToken })

export const sendTaskHeartbeat = operation(input, (context, request) =>
  answerTask(context, request.taskToken, (task) => ({ type: 'taskHeartbeat', task })),
)
