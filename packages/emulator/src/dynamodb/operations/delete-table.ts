import type { Operation } from '../../server/operation.ts'
import { getTable, type Input, run, validate } from '../dynalite.ts'
import { validationError } from '../errors.ts'
import type { DynamoDbContext } from '../operation.ts'

export const deleteTable: Operation<DynamoDbContext> = async ({ store }, input) => {
  const parsed = validate(store.dynalite, 'DeleteTable', input as Input)
  const { DeletionProtectionEnabled } = await getTable(store.dynalite, String(parsed.TableName), false)
  if (DeletionProtectionEnabled) {
    throw validationError(
      'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
    )
  }
  return run(store.dynalite, 'DeleteTable', parsed)
}
