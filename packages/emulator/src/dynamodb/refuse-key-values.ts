import { dynalite, type Item, type Table } from './dynalite.ts'
import { validationError } from './errors.ts'
import { type Index, indexesOf } from './indexes-of.ts'

const NOT_VALID = 'One or more parameter values are not valid. '
const CANNOT = 'The AttributeValue for a key attribute cannot contain an empty'
const MAX_KEY_BYTES = [2048, 1024] as const

/** Refuses an empty text or binary where it would be a key of the table. What is absent is another's matter. */
export function refuseEmptyKeys(item: Item, keySchema: Table['KeySchema']): void {
  for (const { AttributeName } of keySchema) {
    const type = emptyType(item, AttributeName)
    if (type !== undefined) throw validationError(`${NOT_VALID}${CANNOT} ${type} value. Key: ${AttributeName}`)
  }
}

/** Refuses what an index cannot have as a key. `updated`: the item is what an expression made of it, not what was given. */
export function refuseIndexKeys(item: Item, table: Table, { updated }: { updated: boolean }): void {
  for (const { IndexName, KeySchema } of indexesByName(table)) {
    for (const [place, { AttributeName }] of KeySchema.entries()) {
      const type = emptyType(item, AttributeName)
      if (type !== undefined && updated) {
        throw validationError(
          `${NOT_VALID}The update expression attempted to update a secondary index key to a value that is not supported. ${CANNOT} ${type} value.`,
        )
      }
      if (type !== undefined) {
        throw validationError(
          `${NOT_VALID}A value specified for a secondary index key is not supported. ${CANNOT} ${type} value. IndexName: ${IndexName}, IndexKey: ${AttributeName}`,
        )
      }
      const limit = MAX_KEY_BYTES[place] ?? 0
      if (keyBytes(item, AttributeName) <= limit) continue
      // Not up front, as the empty ones are: in a transaction it is one item that does not fit.
      throw dynalite.validationError(
        place === 0
          ? `One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of${limit} bytes`
          : `One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of ${limit} bytes`,
      )
    }
  }
}

/** In the order of their names: the first is the one that DynamoDB names. */
function indexesByName(table: Table): Index[] {
  return [...indexesOf(table, 'Global'), ...indexesOf(table, 'Local')].sort((a, b) =>
    a.IndexName < b.IndexName ? -1 : 1,
  )
}

function emptyType(item: Item, attribute: string): 'string' | 'binary' | undefined {
  const value = item[attribute]
  if (value?.S === '') return 'string'
  return value?.B === '' ? 'binary' : undefined
}

function keyBytes(item: Item, attribute: string): number {
  const { S, B } = item[attribute] ?? {}
  if (typeof S === 'string') return Buffer.byteLength(S)
  return typeof B === 'string' ? Buffer.byteLength(B, 'base64') : 0
}
