import type { Input } from './dynalite.ts'

/** Capacity by table. A transaction costs twice what its reads or writes cost alone. */
export function transactionCapacity(wanted: unknown, outputs: Input[]): Input {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {}
  const units = new Map<string, number>()
  for (const { ConsumedCapacity: consumed } of outputs) {
    const { TableName, CapacityUnits } = consumed as { TableName: string; CapacityUnits: number }
    units.set(TableName, (units.get(TableName) ?? 0) + 2 * CapacityUnits)
  }
  return {
    ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({
      TableName,
      CapacityUnits,
      ...(wanted === 'INDEXES' ? { Table: { CapacityUnits } } : {}),
    })),
  }
}
