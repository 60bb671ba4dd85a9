import { optional, structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { conflictException } from '../errors.ts'
import { changeableMachine, revisionOf } from '../lookup.ts'
import { operation } from '../operation.ts'
import { publish } from '../publish.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: shapes.arn,
  revisionId: optional(text()),
  description: optional(shapes.description),
})

export const publishStateMachineVersion = operation(input, (context, { stateMachineArn, revisionId, description }) =>
  context.machines.change(async () => {
    const machine = changeableMachine(context, stateMachineArn)
    const current = revisionOf(context, machine.revision).revisionId
    if (revisionId !== undefined && revisionId !== (current ?? INITIAL)) {
      throw conflictException(
        `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current ?? INITIAL}.`,
      )
    }
    const published = publish(machine, context.clock.now(), description)
    if (published.machine !== machine) await context.machines.put(published.machine)
    return {
      creationDate: wireTime(published.version.creationMs),
      stateMachineVersionArn: published.version.arn,
    }
  }),
)

/** How a caller names the revision that CreateStateMachine made, which has no id. */
const INITIAL = 'INITIAL'
