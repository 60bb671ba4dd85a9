import { optional, structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { aliasNotFound, validationException } from '../errors.ts'
import { findAlias } from '../find-alias.ts'
import { operation } from '../operation.ts'
import { checkRouting } from '../routing.ts'
import { present, wireTime } from '../wire.ts'

const input = structure({
  stateMachineAliasArn: shapes.arn,
  description: optional(shapes.description),
  routingConfiguration: optional(shapes.routingConfiguration),
})

export const updateStateMachineAlias = operation(input, (context, request) =>
  context.machines.change(async () => {
    const { stateMachineAliasArn, description, routingConfiguration: routing } = request
    const found = findAlias(context, stateMachineAliasArn)
    if (found === undefined) throw aliasNotFound()
    if (description === undefined && routing === undefined) {
      throw validationException('Either the description or the routing configuration must be specified')
    }
    const { machine, alias } = found
    if (routing !== undefined && checkRouting(context, routing) !== machine.arn) {
      throw validationException(`An alias leads to versions of its own state machine, '${machine.arn}'`)
    }
    const updated = { ...alias, ...present({ description, routing }), updateMs: context.clock.now() }
    const aliases = machine.aliases.map((other) => (other === alias ? updated : other))
    await context.machines.put({ ...machine, aliases })
    return { updateDate: wireTime(updated.updateMs) }
  }),
)
