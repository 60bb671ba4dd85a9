import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeVersions } from '../describe.ts'
import { findFunction } from '../find-function.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { respond } from '../respond.ts'

const input = structure({ FunctionName: shapes.functionName, Marker: shapes.marker, MaxItems: shapes.maxItems })

export const listVersionsByFunction = operation(
  'GET /2015-03-31/functions/{FunctionName}/versions',
  input,
  (functions, request) => {
    const { description } = findFunction(functions, request.FunctionName)
    const { page, NextMarker } = pageOf(describeVersions(description), request)
    return respond({ Versions: page, NextMarker })
  },
)
