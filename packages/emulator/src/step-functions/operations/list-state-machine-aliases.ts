import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findTarget } from '../lookup.ts'
import { operation } from '../operation.ts'
import { pageOf } from '../pages.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: shapes.arn,
  maxResults: shapes.pageSize,
  nextToken: shapes.pageTokenText,
})

/** With a version's ARN: the aliases that lead to that version. */
export const listStateMachineAliases = operation(input, (context, request) => {
  const { machine, version } = findTarget(context, request.stateMachineArn)
  const aliases = machine.aliases.filter(
    ({ routing }) =>
      version === undefined || routing.some(({ stateMachineVersionArn }) => stateMachineVersionArn === version.arn),
  )
  const { page, nextToken } = pageOf(aliases, `aliases:${request.stateMachineArn}`, request)
  const stateMachineAliases = page.map(({ arn, creationMs }) => ({
    stateMachineAliasArn: arn,
    creationDate: wireTime(creationMs),
  }))
  return { stateMachineAliases, nextToken }
})
