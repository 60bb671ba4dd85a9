import type { Input, Store } from './dynalite.ts'

/** The name of a table that is given by its name or its ARN. The ARN of another account or region stays as it is: it names no table here. */
export function tableName({ tableDb: { awsRegion, awsAccountId } }: Store, given: string): string {
  const prefix = `arn:aws:dynamodb:${awsRegion}:${awsAccountId}:table/`
  return given.startsWith(prefix) ? given.slice(prefix.length) : given
}

/** Puts the names of tables in the place of their ARNs, in a request that is ours to alter. */
export function nameTables(store: Store, input: Input): void {
  if (typeof input.TableName === 'string') input.TableName = tableName(store, input.TableName)
}
