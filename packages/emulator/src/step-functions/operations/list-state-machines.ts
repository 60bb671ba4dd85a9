import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../pages.ts'
import { wireTime } from '../wire.ts'

const input = structure({ maxResults: shapes.pageSize, nextToken: shapes.pageTokenText })

export const listStateMachines = operation(input, (context, request) => {
  const { page, nextToken } = pageOf(context.machines.all(), 'stateMachines', request)
  const stateMachines = page.map(({ arn, name, type, creationMs }) => ({
    stateMachineArn: arn,
    name,
    type,
    creationDate: wireTime(creationMs),
  }))
  return { stateMachines, nextToken }
})
