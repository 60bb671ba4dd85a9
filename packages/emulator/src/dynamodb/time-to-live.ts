import type { ItemStore } from './store.ts'

/** The name of the table follows; the value is the attribute that holds the time. */
export const PREFIX = 'time-to-live~'

/** The attribute in which a table's items hold when they expire, in epoch seconds; undefined where they do not. */
export async function expiryAttribute(store: ItemStore, table: string): Promise<string | undefined> {
  return (await store.dynalite.db.get(PREFIX + table)) as string | undefined
}

export function keepTimeToLive(store: ItemStore, table: string, attribute: string): Promise<void> {
  return store.commit([{ type: 'put', key: PREFIX + table, value: attribute }])
}

/** A table of the same name that is created later starts without. */
export function forgetTimeToLive(store: ItemStore, table: string): Promise<void> {
  return store.commit([{ type: 'del', key: PREFIX + table }])
}
