import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findExecution, revisionOf } from '../lookup.ts'
import { operation } from '../operation.ts'
import { wireTime } from '../wire.ts'

const input = structure({ executionArn: shapes.arn, includedData: shapes.includedData })

export const describeStateMachineForExecution = operation(input, (context, { executionArn, includedData }) => {
  const { start } = findExecution(context, executionArn)
  const revision = revisionOf(context, start.revision)
  return {
    stateMachineArn: start.stateMachineArn,
    name: start.stateMachineArn.split(':')[6],
    definition: includedData === 'METADATA_ONLY' ? '' : revision.definition,
    roleArn: revision.roleArn,
    updateDate: wireTime(revision.updateMs),
    loggingConfiguration: revision.loggingConfiguration,
    tracingConfiguration: revision.tracingConfiguration,
    encryptionConfiguration: revision.encryptionConfiguration,
    revisionId: revision.revisionId,
  }
})
