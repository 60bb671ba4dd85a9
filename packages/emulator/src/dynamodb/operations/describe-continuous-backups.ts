import { AwsError } from '../../aws-error.ts'
import { structure, text } from '../../server/shapes.ts'
import { getTable } from '../dynalite.ts'
import { asAwsError } from '../errors.ts'
import { operation } from '../operation.ts'
import { tableName } from '../table-name.ts'

const input = structure({ TableName: text({ min: 1, max: 1024 }) })

/** Backups of any kind are not made here. */
export const describeContinuousBackups = operation(input, async ({ store }, request) => {
  const TableName = tableName(store.dynalite, request.TableName)
  try {
    await getTable(store.dynalite, TableName, false)
  } catch (cause) {
    if (asAwsError(cause).name !== 'ResourceNotFoundException') throw cause
    throw new AwsError('TableNotFoundException', `Table not found: ${TableName}`)
  }
  return {
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: 'ENABLED',
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
    },
  }
})
