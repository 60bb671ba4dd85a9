import { optional, structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeAliases } from '../describe.ts'
import { findFunction } from '../find-function.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { respond } from '../respond.ts'

const input = structure({
  FunctionName: shapes.functionName,
  FunctionVersion: optional(text()),
  Marker: shapes.marker,
  MaxItems: shapes.maxItems,
})

export const listAliases = operation(
  'GET /2015-03-31/functions/{FunctionName}/aliases',
  input,
  (functions, request) => {
    const { description } = findFunction(functions, request.FunctionName)
    const { page, NextMarker } = pageOf(describeAliases(description, request.FunctionVersion), request)
    return respond({ Aliases: page, NextMarker })
  },
)
