import { unsupportedJson } from 'asl'
import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { invalidOutput } from '../errors.ts'
import { jsonProblem } from '../json-text.ts'
import { operation } from '../operation.ts'
import { answerTask, taskToken } from '../task-token.ts'

const input = structure({ taskToken, output: shapes.payload })

export const sendTaskSuccess = operation(input, async (context, request) => {
  const { output } = request
  const problem = jsonProblem(output) ?? unsupportedJson(output)
  if (problem !== undefined) throw invalidOutput(problem)
  return answerTask(context, request.taskToken, (task) => ({ type: 'taskSucceeded', task, output }))
})
