import { parseStateMachineArn } from '../arns.ts'
import * as shapes from '../common-shapes.ts'
import { validationException } from '../errors.ts'
import { operation } from '../operation.ts'
import { structure } from '../shapes.ts'

const input = structure({ stateMachineArn: shapes.arn })

/** Ends its executions and forgets them, its versions and its aliases. To delete what is not there is no error. */
export const deleteStateMachine = operation(input, async (room, { stateMachineArn }) => {
  const { qualifier } = parseStateMachineArn(stateMachineArn)
  if (qualifier !== undefined) {
    throw validationException(
      `Only a state machine can be deleted here, not a version or an alias: '${stateMachineArn}'`,
    )
  }
  await room.machines.change(() => room.machines.remove(stateMachineArn))
  const records = [...room.catalogue.newestFirst(stateMachineArn)]
  for (const { arn, status } of records) {
    if (status === 'RUNNING') await room.runner.signal(arn, { type: 'stop' })
  }
  await room.forget(records)
  return {}
})
