import { sortKey, sortKeyPrefix } from 'records'

/** What DynamoDB bills for: all items are below 1 KB, and so is what a request reads. */
export interface Units {
  write: number
  read: number
}

const NONE: Units = { write: 0, read: 0 }

interface Item {
  sk?: { S?: string }
}

interface Operation {
  Key?: Item
  Item?: Item
}

/**
 * What one request uses. In a transaction, each item takes twice the units, cancelled or not. What is written takes
 * another unit where it is in the index; `isWritten` says whether it was.
 */
export function unitsOf(resource: string, parameters: unknown, isWritten: boolean): Units {
  const request = parameters as Operation & {
    TransactItems?: Record<string, Operation>[]
    RequestItems?: Record<string, { Keys?: unknown[] }>
    IndexName?: string
  }
  const inIndex = (operation: Operation) => (isWritten && isIndexed(operation) ? 1 : 0)
  switch (resource.split('.')[0]) {
    case 'transactWriteItems': {
      const operations = (request.TransactItems ?? []).flatMap((item) => Object.entries(item))
      const writes = operations.filter(([name]) => name !== 'ConditionCheck')
      const indexed = writes.reduce((sum, [, operation]) => sum + inIndex(operation), 0)
      return { ...NONE, write: 2 * operations.length + indexed }
    }
    case 'putItem':
    case 'updateItem':
      return { ...NONE, write: 1 + inIndex(request) }
    case 'transactGetItems':
      return { ...NONE, read: 2 * (request.TransactItems ?? []).length }
    case 'batchGetItem':
      return { ...NONE, read: Object.values(request.RequestItems ?? {}).flatMap(({ Keys = [] }) => Keys).length }
    case 'getItem':
      return { ...NONE, read: 1 }
    case 'query':
      // An index is read as it is, which takes half of what a consistent read does.
      return { ...NONE, read: request.IndexName === undefined ? 1 : 0.5 }
    default:
      return NONE
  }
}

/** Courses, enrollments and ended requests are in the index; student records and places in line are not. */
function isIndexed({ Key, Item }: Operation): boolean {
  const key = (Key ?? Item)?.sk?.S ?? ''
  return key !== sortKey.student && !key.startsWith(sortKeyPrefix.waiting)
}
