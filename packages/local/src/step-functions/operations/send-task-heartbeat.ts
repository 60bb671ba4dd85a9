import { operation } from '../operation.ts'
import { structure } from '../shapes.ts'
import { answerTask, taskToken } from '../task-token.ts'

const input = structure({ taskToken })

export const sendTaskHeartbeat = operation(input, (room, request) =>
  answerTask(room, request.taskToken, (task) => ({ type: 'taskHeartbeat', task })),
)
