import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { unqualifiedMachine } from '../lookup.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../pages.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: shapes.arn,
  maxResults: shapes.pageSize,
  nextToken: shapes.pageTokenText,
})

export const listStateMachineVersions = operation(input, (context, request) => {
  const machine = unqualifiedMachine(context, request.stateMachineArn)
  const { page, nextToken } = pageOf(machine.versions, `versions:${machine.arn}`, request)
  const stateMachineVersions = page.map(({ arn, creationMs }) => ({
    stateMachineVersionArn: arn,
    creationDate: wireTime(creationMs),
  }))
  return { stateMachineVersions, nextToken }
})
