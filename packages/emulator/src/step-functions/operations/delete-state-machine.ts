import { structure } from '../../server/shapes.ts'
import { parseStateMachineArn } from '../arns.ts'
import * as shapes from '../common-shapes.ts'
import { validationException } from '../errors.ts'
import { operation } from '../operation.ts'

const input = structure({ stateMachineArn: shapes.arn })

/**
 * Forgets its versions and aliases at once, and the state machine with its executions once the last of them has ended: one that runs ends
 * with its next transition. To delete what is not there is no error.
 */
export const deleteStateMachine = operation(input, async (context, { stateMachineArn }) => {
  const { qualifier } = parseStateMachineArn(stateMachineArn)
  if (qualifier !== undefined) {
    throw validationException(
      `Only a state machine can be deleted here, not a version or an alias: '${stateMachineArn}'`,
    )
  }
  await context.machines.change(async () => {
    const machine = context.machines.get(stateMachineArn)
    if (machine === undefined || machine.deleting) return
    await context.machines.put({ ...machine, deleting: true, versions: [], aliases: [] })
  })
  await context.finishDeletion(stateMachineArn)
  return {}
})
