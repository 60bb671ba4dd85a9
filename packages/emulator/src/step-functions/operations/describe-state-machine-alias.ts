import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { aliasNotFound } from '../errors.ts'
import { findAlias } from '../find-alias.ts'
import { operation } from '../operation.ts'
import { wireTime } from '../wire.ts'

const input = structure({ stateMachineAliasArn: shapes.arn })

export const describeStateMachineAlias = operation(input, (context, { stateMachineAliasArn }) => {
  const found = findAlias(context, stateMachineAliasArn)
  if (found === undefined) throw aliasNotFound()
  const { arn, name, description, routing, creationMs, updateMs } = found.alias
  return {
    stateMachineAliasArn: arn,
    name,
    description,
    routingConfiguration: routing,
    creationDate: wireTime(creationMs),
    updateDate: wireTime(updateMs),
  }
})
