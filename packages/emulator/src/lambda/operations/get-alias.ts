import { structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeAlias } from '../describe.ts'
import { findAlias } from '../find-function.ts'
import { operation } from '../operation.ts'
import { respond } from '../respond.ts'

const input = structure({ FunctionName: shapes.functionName, Name: text() })

export const getAlias = operation(
  'GET /2015-03-31/functions/{FunctionName}/aliases/{Name}',
  input,
  (functions, { FunctionName, Name }) => {
    const { description, alias } = findAlias(functions, FunctionName, Name)
    return respond(describeAlias(description, alias))
  },
)
