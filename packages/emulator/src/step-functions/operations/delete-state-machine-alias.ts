import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findAlias } from '../find-alias.ts'
import { operation } from '../operation.ts'

const input = structure({ stateMachineAliasArn: shapes.arn })

/** The versions that it led to stay. To delete what is not there is no error. */
export const deleteStateMachineAlias = operation(input, (context, { stateMachineAliasArn }) =>
  context.machines.change(async () => {
    const found = findAlias(context, stateMachineAliasArn)
    if (found === undefined) return {}
    const { machine, alias } = found
    await context.machines.put({ ...machine, aliases: machine.aliases.filter((other) => other !== alias) })
    return {}
  }),
)
