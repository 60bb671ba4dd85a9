import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { AwsError } from '../../aws-error.ts'
import type { Revision } from '../../executions/revision.ts'
import { flag, optional, structure } from '../../server/shapes.ts'
import { checkRoleArn } from '../arns.ts'
import { checkDefinition } from '../check-definition.ts'
import * as shapes from '../common-shapes.ts'
import { changedConfigurations } from '../configurations.ts'
import { changeableMachine } from '../lookup.ts'
import { operation } from '../operation.ts'
import { checkVersionDescription, publish } from '../publish.ts'
import { present, wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: shapes.arn,
  definition: optional(shapes.definition),
  roleArn: optional(shapes.arn),
  loggingConfiguration: optional(shapes.loggingConfiguration),
  tracingConfiguration: optional(shapes.tracingConfiguration),
  encryptionConfiguration: optional(shapes.encryptionConfiguration),
  publish: optional(flag()),
  versionDescription: optional(shapes.description),
})

export const updateStateMachine = operation(input, (context, request) => {
  checkVersionDescription(request)
  const changes = present({
    definition: request.definition,
    roleArn: request.roleArn,
    ...changedConfigurations(request),
  })
  return context.machines.change(async () => {
    const machine = changeableMachine(context, request.stateMachineArn)
    if (Object.keys(changes).length === 0 && request.publish === undefined) throw nothingToUpdate()
    if (changes.roleArn !== undefined) checkRoleArn(changes.roleArn)
    if (changes.definition !== undefined) checkDefinition(changes.definition, machine.type)
    const now = context.clock.now()
    const current = context.machines.revisions.get(machine.revision)
    if (current === undefined) throw new Error('A state machine has a revision.')
    const revision = changed(current, changes, now)
    const updated = revision === undefined ? machine : { ...machine, revision: revision.key }
    const published = request.publish ? publish(updated, now, request.versionDescription) : undefined
    await context.machines.put(published?.machine ?? updated, revision)
    return {
      updateDate: wireTime(now),
      revisionId: (revision ?? current).revisionId,
      stateMachineVersionArn: published?.version.arn,
    }
  })
})

/** The next revision, or undefined where the update changes nothing: then the id stays as well. */
function changed(current: Revision, changes: Partial<Revision>, nowMs: number): Revision | undefined {
  const next = { ...current, ...changes }
  if (isDeepStrictEqual(next, current)) return undefined
  return { ...next, key: randomUUID(), revisionId: randomUUID(), updateMs: nowMs }
}

function nothingToUpdate(): AwsError {
  return new AwsError(
    'MissingRequiredParameter',
    'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
  )
}
