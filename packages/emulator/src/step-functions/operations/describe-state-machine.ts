import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findTarget, revisionOf } from '../lookup.ts'
import { operation } from '../operation.ts'
import { wireTime } from '../wire.ts'

const input = structure({ stateMachineArn: shapes.arn, includedData: shapes.includedData })

export const describeStateMachine = operation(input, (context, { stateMachineArn, includedData }) => {
  const { machine, version, alias } = findTarget(context, stateMachineArn)
  // An alias is described by the version that gets the most of its starts.
  const routed = alias && [...alias.routing].sort((a, b) => b.weight - a.weight)[0]?.stateMachineVersionArn
  const described = version ?? machine.versions.find(({ arn }) => arn === routed)
  const revision = revisionOf(context, described?.revision ?? machine.revision)
  return {
    stateMachineArn: described?.arn ?? machine.arn,
    name: machine.name,
    status: machine.deleting ? 'DELETING' : 'ACTIVE',
    // METADATA_ONLY leaves out what a key would have to decrypt; the member itself is required.
    definition: includedData === 'METADATA_ONLY' ? '' : revision.definition,
    roleArn: revision.roleArn,
    type: machine.type,
    creationDate: wireTime(described?.creationMs ?? machine.creationMs),
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    encryptionConfiguration: revision.encryptionConfiguration,
    revisionId: revision.revisionId,
    description: described?.description,
  }
})
