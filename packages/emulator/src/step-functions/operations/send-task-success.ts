import { readTaskToken, unsupportedJson } from 'asl'
import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { invalidOutput, invalidToken } from '../errors.ts'
import { jsonProblem } from '../json-text.ts'
import { operation } from '../operation.ts'
import { answerTask, taskToken } from '../task-token.ts'

const input = structure({ taskToken, output: shapes.payload })

export const sendTaskSuccess = operation(input, async (context, request) => {
  const { output } = request
  const problem = jsonProblem(output) ?? unsupportedJson(output)
  // AWS looks at the token first: LocalStack's snapshot of a text that is no JSON with no such token.
  if (problem !== undefined)
    throw readTaskToken(request.taskToken) === undefined ? invalidToken() : invalidOutput(problem)
  return answerTask(context, request.taskToken, (task) => ({ type: 'taskSucceeded', task, output }))
})
