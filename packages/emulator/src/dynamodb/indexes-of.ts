import type { Table } from './dynalite.ts'

export type IndexKind = 'Global' | 'Local'

export interface Index {
  IndexName: string
  IndexStatus?: string
  Backfilling?: boolean
  KeySchema: Table['KeySchema']
  Projection: { ProjectionType: string; NonKeyAttributes?: string[] }
}

export function indexesOf(table: Table, kind: IndexKind): Index[] {
  return (table[`${kind}SecondaryIndexes`] ?? []) as Index[]
}
