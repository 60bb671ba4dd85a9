import { randomUUID } from 'node:crypto'
import { flag, optional, structure } from '../../server/shapes.ts'
import { checkRoleArn, stateMachineArn } from '../arns.ts'
import { checkDefinition } from '../check-definition.ts'
import * as shapes from '../common-shapes.ts'
import { checkConfigurations } from '../configurations.ts'
import { stateMachineAlreadyExists, stateMachineDeleting } from '../errors.ts'
import { checkName } from '../names.ts'
import { operation } from '../operation.ts'
import { checkVersionDescription, publish } from '../publish.ts'
import { sameContent } from '../same-content.ts'
import { checkTags, tagRecord } from '../tags.ts'
import { present, wireTime } from '../wire.ts'

const input = structure({
  name: shapes.name,
  definition: shapes.definition,
  roleArn: shapes.arn,
  type: optional(shapes.stateMachineType),
  loggingConfiguration: optional(shapes.loggingConfiguration),
  tracingConfiguration: optional(shapes.tracingConfiguration),
  encryptionConfiguration: optional(shapes.encryptionConfiguration),
  tags: optional(shapes.tags),
  publish: optional(flag()),
  versionDescription: optional(shapes.description),
})

export const createStateMachine = operation(input, (context, request) => {
  const { name, definition, roleArn, type = 'STANDARD', versionDescription } = request
  checkName(name)
  checkRoleArn(roleArn)
  checkVersionDescription(request)
  const arn = stateMachineArn(context.region, name)
  checkTags(arn, request.tags ?? [])
  const configurations = checkConfigurations(request)
  checkDefinition(definition, type)
  return context.machines.change(async () => {
    const created = { publish: request.publish ?? false, ...present({ versionDescription }) }
    const existing = context.machines.get(arn)
    if (existing?.deleting) throw stateMachineDeleting(arn)
    if (existing !== undefined) {
      const current = context.machines.revisions.get(existing.revision)
      const same = current !== undefined && sameContent(current, { type, definition, ...configurations })
      if (!same || JSON.stringify(existing.created) !== JSON.stringify(created)) throw stateMachineAlreadyExists(arn)
      return answer(existing.creationMs, arn, created.publish ? existing.versions[0]?.arn : undefined)
    }
    const now = context.clock.now()
    const key = randomUUID()
    const revision = { key, stateMachineArn: arn, type, definition, roleArn, updateMs: now, ...configurations }
    const machine = {
      arn,
      name,
      type,
      creationMs: now,
      created,
      revision: key,
      versions: [],
      nextVersion: 1,
      aliases: [],
      tags: tagRecord(request.tags ?? []),
    }
    const published = created.publish ? publish(machine, now, versionDescription) : undefined
    await context.machines.put(published?.machine ?? machine, revision)
    return answer(now, arn, published?.version.arn)
  })
})

function answer(creationMs: number, arn: string, stateMachineVersionArn: string | undefined) {
  return { creationDate: wireTime(creationMs), stateMachineArn: arn, stateMachineVersionArn }
}
