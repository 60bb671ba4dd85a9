import { oneOf, optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { describeConfiguration, describeVersions } from '../describe.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../page.ts'
import { respond } from '../respond.ts'

const input = structure({
  FunctionVersion: optional(oneOf('ALL')),
  Marker: shapes.marker,
  MaxItems: shapes.maxItems,
})

export const listFunctions = operation('GET /2015-03-31/functions', input, (functions, request) => {
  const all = functions
    .list()
    .flatMap((one) => (request.FunctionVersion === 'ALL' ? describeVersions(one) : describeConfiguration(one)))
  const { page, NextMarker } = pageOf(all, request)
  return respond({ Functions: page, NextMarker })
})
