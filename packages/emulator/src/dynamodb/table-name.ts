import type { Input, Store } from './dynalite.ts'
import { validationError } from './errors.ts'
import { isObject } from './transaction-items.ts'

/** The name of a table that is given by its name or its ARN. The ARN of another account or region stays as it is: it names no table here. */
export function tableName({ tableDb: { awsRegion, awsAccountId } }: Store, given: string): string {
  const prefix = `arn:aws:dynamodb:${awsRegion}:${awsAccountId}:table/`
  return given.startsWith(prefix) ? given.slice(prefix.length) : given
}

/** Puts the names of tables in the place of their ARNs, in a request that is ours to alter. */
export function nameTables(store: Store, input: Input): void {
  if (typeof input.TableName === 'string') input.TableName = tableName(store, input.TableName)
}

/** A batch with names of tables for their ARNs, and what puts the ARNs back into an answer by table. */
export function nameRequestItems(store: Store, input: Input): { input: Input; asGiven: (byTable: unknown) => unknown } {
  const { RequestItems: items } = input
  if (!isObject(items)) return { input, asGiven: (byTable) => byTable }
  const given = new Map<string, string>()
  for (const key of Object.keys(items)) {
    const name = tableName(store, key)
    if (given.has(name)) throw validationError(`RequestItems has the table ${name} twice, by its name and by its ARN`)
    given.set(name, key)
  }
  const rename = (byTable: object, to: (table: string) => string) =>
    Object.fromEntries(Object.entries(byTable).map(([table, value]) => [to(table), value]))
  return {
    input: { ...input, RequestItems: rename(items, (key) => tableName(store, key)) },
    asGiven: (byTable) => (isObject(byTable) ? rename(byTable, (name) => given.get(name) ?? name) : byTable),
  }
}
