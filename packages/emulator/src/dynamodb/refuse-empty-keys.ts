import type { Item, Table } from './dynalite.ts'
import { validationError } from './errors.ts'

interface Index {
  IndexName: string
  KeySchema: { AttributeName: string }[]
}

/** Refuses an empty text or binary where it would be a key of the table or of an index. What is absent is another's matter. */
export function refuseEmptyKeys(item: Item, table: Table): void {
  for (const { AttributeName } of table.KeySchema) {
    const type = emptyType(item, AttributeName)
    if (type !== undefined) throw validationError(`${NOT_VALID}${CANNOT} ${type} value. Key: ${AttributeName}`)
  }
  const indexes = [table.GlobalSecondaryIndexes, table.LocalSecondaryIndexes].flatMap((some) => (some ?? []) as Index[])
  for (const { IndexName, KeySchema } of indexes) {
    for (const { AttributeName } of KeySchema) {
      const type = emptyType(item, AttributeName)
      if (type === undefined) continue
      throw validationError(
        `${NOT_VALID}A value specified for a secondary index key is not supported. ${CANNOT} ${type} value. IndexName: ${IndexName}, IndexKey: ${AttributeName}`,
      )
    }
  }
}

const NOT_VALID = 'One or more parameter values are not valid. '
const CANNOT = 'The AttributeValue for a key attribute cannot contain an empty'

function emptyType(item: Item, attribute: string): 'string' | 'binary' | undefined {
  const value = item[attribute]
  if (value?.S === '') return 'string'
  return value?.B === '' ? 'binary' : undefined
}
