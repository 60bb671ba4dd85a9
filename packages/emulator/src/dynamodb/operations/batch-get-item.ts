import type { Operation } from '../../server/operation.ts'
import type { Input } from '../dynalite.ts'
import { runDynalite } from '../dynalite-operation.ts'
import type { DynamoDbContext } from '../operation.ts'
import { nameRequestItems } from '../table-name.ts'

/** What was asked for by the ARN of its table is answered under the ARN, and what is left is left with its projection. */
export const batchGetItem: Operation<DynamoDbContext> = async ({ store }, given) => {
  const { input, asGiven } = nameRequestItems(store.dynalite, given as Input)
  const wanted = structuredClone(input.RequestItems) as Record<string, object>
  const output = await runDynalite(store.dynalite, 'BatchGetItem', input)
  const left = Object.entries(output.UnprocessedKeys as Record<string, object>)
  const UnprocessedKeys = Object.fromEntries(left.map(([table, keys]) => [table, { ...wanted[table], ...keys }]))
  return { ...output, Responses: asGiven(output.Responses), UnprocessedKeys: asGiven(UnprocessedKeys) }
}
