import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeConfiguration } from '../describe.ts'
import { findFunction } from '../find-function.ts'
import { operation } from '../operation.ts'
import { respond } from '../respond.ts'

const input = structure({ FunctionName: shapes.functionName, Qualifier: shapes.qualifier })

export const getFunctionConfiguration = operation(
  'GET /2015-03-31/functions/{FunctionName}/configuration',
  input,
  (functions, { FunctionName, Qualifier }) => {
    const { description, qualifier } = findFunction(functions, FunctionName, Qualifier)
    return respond(describeConfiguration(description, qualifier))
  },
)
