import type { Callback, Store, Table } from './dynalite.ts'

/** Keeps the tables that items are read from and written to: dynalite reads and parses a table's description with every request. */
export function cacheTables(store: Store): void {
  const tables = new Map<string, Table>()
  const { tableDb } = store
  const uncached = { getTable: store.getTable, put: tableDb.put, del: tableDb.del }

  /** Whoever reads while a write is under way may still see what was there before. */
  const forgetting = (name: string, callback: Callback): Callback => {
    tables.delete(name)
    return (error, value) => {
      tables.delete(name)
      callback(error, value)
    }
  }
  tableDb.put = (name, value, callback) => uncached.put.call(tableDb, name, value, forgetting(name, callback))
  tableDb.del = (name, callback) => uncached.del.call(tableDb, name, forgetting(name, callback))

  // Whoever gives `false` wants a table in any status, and may change it: that one is read anew.
  store.getTable = (name: string, active: boolean | Callback<Table>, given?: Callback<Table>) => {
    const callback = typeof active === 'function' ? active : (given as Callback<Table>)
    if (active === false) return uncached.getTable.call(store, name, active, callback)
    const known = tables.get(name)
    if (known !== undefined) return queueMicrotask(() => callback(null, known))
    uncached.getTable.call(store, name, true, (error, table) => {
      if (!error && table?.TableStatus === 'ACTIVE') tables.set(name, freeze(table))
      callback(error, table)
    })
  }
}

/** Shared by all requests: none may change it for the others. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    for (const part of Object.values(value)) freeze(part)
    Object.freeze(value)
  }
  return value
}
