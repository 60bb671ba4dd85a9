import type { Operation } from '../../server/operation.ts'
import type { Input } from '../dynalite.ts'
import { runDynalite } from '../dynalite-operation.ts'
import { validationError } from '../errors.ts'
import type { DynamoDbContext } from '../operation.ts'
import { refuseUnkept } from '../refuse-unkept.ts'

/** dynalite changes throughput and billing, and passes over all else: an index that was asked for would never come. */
export const updateTable: Operation<DynamoDbContext> = async ({ store }, given) => {
  const input = given as Input
  refuseUnkept('UpdateTable', input)
  const { GlobalSecondaryIndexUpdates: updates } = input
  for (const update of Array.isArray(updates) ? updates : []) {
    for (const change of ['Create', 'Delete']) {
      if (update?.[change] == null) continue
      throw validationError(
        `${change} in GlobalSecondaryIndexUpdates is not supported here: name indexes in CreateTable`,
      )
    }
  }
  return runDynalite(store.dynalite, 'UpdateTable', input)
}
