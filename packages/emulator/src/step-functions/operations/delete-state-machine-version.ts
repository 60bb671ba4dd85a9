import { structure } from '../../server/shapes.ts'
import { parseStateMachineArn } from '../arns.ts'
import * as shapes from '../common-shapes.ts'
import { conflictException, validationException } from '../errors.ts'
import { operation } from '../operation.ts'

const input = structure({ stateMachineVersionArn: shapes.longArn })

/** Executions that run the version go on. To delete what is not there is no error. */
export const deleteStateMachineVersion = operation(input, (context, { stateMachineVersionArn: versionArn }) => {
  const { arn, qualifier } = parseStateMachineArn(versionArn)
  if (qualifier === undefined || !/^\d+$/.test(qualifier)) {
    throw validationException(`Not the ARN of a state machine version: '${versionArn}'`)
  }
  return context.machines.change(async () => {
    const machine = context.machines.get(arn)
    if (machine === undefined || !machine.versions.some((version) => version.arn === versionArn)) return {}
    const aliases = machine.aliases.filter(({ routing }) =>
      routing.some(({ stateMachineVersionArn }) => stateMachineVersionArn === versionArn),
    )
    if (aliases.length > 0) {
      const names = aliases.map(({ name }) => name).join(', ')
      throw conflictException(
        `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
      )
    }
    const versions = machine.versions.filter((version) => version.arn !== versionArn)
    await context.machines.put({ ...machine, versions })
    return {}
  })
})
