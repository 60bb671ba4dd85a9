import { AwsError } from '../aws-error.ts'
import { getTable, type Release, type Table } from './dynalite.ts'
import type { ItemStore } from './store.ts'

export interface TableChange {
  before: Table
  after: Table
}

/** Puts another description in the place of a table's, while nobody else changes it. */
export function changeTable(store: ItemStore, name: string, change: (table: Table) => Table): Promise<TableChange> {
  const attempt = async (): Promise<TableChange> => {
    const before = await getTable(store.dynalite, name, false)
    const after = change(before)
    await store.commit([{ type: 'put', key: `table~${name}`, value: after }])
    return { before, after }
  }
  return new Promise((resolve, reject) => {
    store.dynalite.tableDb.lock(name, (release: Release) => {
      attempt()
        .finally(release(() => undefined))
        .then(resolve, reject)
    })
  })
}

/** Only a table that is not being made, changed or deleted can be changed. */
export function requireActive({ TableName, TableStatus }: Table): void {
  if (TableStatus === 'ACTIVE') return
  const doing = TableStatus === 'UPDATING' ? 'updated' : TableStatus === 'DELETING' ? 'deleted' : 'created'
  throw new AwsError(
    'ResourceInUseException',
    `Attempt to change a resource which is still in use: Table is being ${doing}: ${TableName}`,
  )
}
