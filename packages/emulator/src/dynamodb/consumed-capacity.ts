import type { Input } from './dynalite.ts'

/** Capacity by table, where it was asked for. A transaction costs twice what its reads or writes cost alone. */
export function capacityByTable(wanted: unknown, outputs: Input[], factor: 1 | 2): Input {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return {}
  const units = new Map<string, number>()
  for (const { ConsumedCapacity: consumed } of outputs) {
    const { TableName, CapacityUnits } = consumed as { TableName: string; CapacityUnits: number }
    units.set(TableName, (units.get(TableName) ?? 0) + factor * CapacityUnits)
  }
  return {
    ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({
      TableName,
      CapacityUnits,
      ...(wanted === 'INDEXES' ? { Table: { CapacityUnits } } : {}),
    })),
  }
}
