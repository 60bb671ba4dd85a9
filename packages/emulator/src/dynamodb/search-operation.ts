import type { Operation } from '../server/operation.ts'
import { type AttributeValue, getTable, type Input, run, type Table, validate } from './dynalite.ts'
import { validationError } from './errors.ts'
import { type Index, indexesOf } from './indexes-of.ts'
import type { DynamoDbContext } from './operation.ts'
import { refuseEmptyKeys } from './refuse-key-values.ts'

/** Query or Scan. Adds what dynalite takes: empty keys, and attributes that an index does not have. */
export function searchOperation(name: 'Query' | 'Scan'): Operation<DynamoDbContext> {
  return async ({ store }, given) => {
    const parsed = validate(store.dynalite, name, given as Input)
    const table = await getTable(store.dynalite, String(parsed.TableName))
    const global = named(indexesOf(table, 'Global'), parsed.IndexName)
    const { KeySchema } = global ?? named(indexesOf(table, 'Local'), parsed.IndexName) ?? table
    refuseEmptyConditions(parsed.KeyConditions, KeySchema)
    if (global?.IndexStatus === 'CREATING') {
      throw validationError(`Cannot read from backfilling global secondary index: ${global.IndexName}`)
    }
    if (global) refuseUnprojected(global, table, parsed)
    return run(store.dynalite, name, parsed)
  }
}

function named(indexes: Index[], name: unknown): Index | undefined {
  return indexes.find(({ IndexName }) => IndexName === name)
}

function refuseUnprojected({ IndexName, KeySchema, Projection }: Index, table: Table, parsed: Input): void {
  if (Projection.ProjectionType === 'ALL') return
  const keys = [...table.KeySchema, ...KeySchema].map(({ AttributeName }) => AttributeName)
  const projected = new Set([...keys, ...(Projection.NonKeyAttributes ?? [])])
  const paths = (parsed._projection as { paths: (string | number)[][] } | undefined)?.paths
  const wanted =
    paths?.map(([attribute]) => String(attribute)) ?? (parsed.AttributesToGet as string[] | undefined) ?? []
  const missing = [...new Set(wanted.filter((attribute) => !projected.has(attribute)))]
  if (missing.length === 0) return
  throw validationError(
    `One or more parameter values were invalid: Global secondary index ${IndexName} does not project [${missing.join(', ')}]`,
  )
}

function refuseEmptyConditions(conditions: unknown, keySchema: Table['KeySchema']): void {
  const given = (conditions ?? {}) as Record<string, { AttributeValueList?: AttributeValue[] }>
  for (const [attribute, { AttributeValueList = [] }] of Object.entries(given)) {
    for (const value of AttributeValueList) refuseEmptyKeys({ [attribute]: value }, keySchema)
  }
}
