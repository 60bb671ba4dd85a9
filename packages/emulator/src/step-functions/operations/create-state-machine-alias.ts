import { isDeepStrictEqual } from 'node:util'
import { optional, structure } from '../../server/shapes.ts'
import type { Alias } from '../../state-machines/state-machine.ts'
import * as shapes from '../common-shapes.ts'
import { aliasNotFound, conflictException, quotaExceeded } from '../errors.ts'
import { operation } from '../operation.ts'
import { checkRouting } from '../routing.ts'
import { present, wireTime } from '../wire.ts'

const MAX_ALIASES = 100

const input = structure({
  name: shapes.aliasName,
  description: optional(shapes.description),
  routingConfiguration: shapes.routingConfiguration,
})

export const createStateMachineAlias = operation(
  input,
  (context, { name, description, routingConfiguration: routing }) =>
    context.machines.change(async () => {
      const machine = context.machines.get(checkRouting(context, routing))
      if (machine === undefined) throw aliasNotFound()
      const existing = machine.aliases.find((alias) => alias.name === name)
      if (existing !== undefined) {
        if (existing.description === description && isDeepStrictEqual(existing.routing, routing))
          return answer(existing)
        throw conflictException(
          'Failed to create alias because an alias with the same name and a different routing configuration already exists.',
        )
      }
      if (machine.aliases.length >= MAX_ALIASES) {
        throw quotaExceeded(`A state machine can have ${MAX_ALIASES} aliases at most. Delete some of '${machine.arn}'.`)
      }
      const now = context.clock.now()
      const alias = {
        arn: `${machine.arn}:${name}`,
        name,
        routing,
        creationMs: now,
        updateMs: now,
        ...present({ description }),
      }
      await context.machines.put({ ...machine, aliases: [...machine.aliases, alias] })
      return answer(alias)
    }),
)

function answer({ arn, creationMs }: Alias) {
  return { stateMachineAliasArn: arn, creationDate: wireTime(creationMs) }
}
