/** A value as this package writes it, in DynamoDB's JSON. */
export type Value = { S: string } | { N: string } | { L: Value[] } | { M: Record<string, Value> }

/** An item as this package writes it. */
export type Item = Record<string, Value>

/** A value as it is read: of any type. */
export interface StoredValue {
  S?: string | undefined
  N?: string | undefined
  L?: readonly StoredValue[] | undefined
  M?: Readonly<Record<string, StoredValue | undefined>> | undefined
}

/** An item as it is read: it may have any attributes. */
export type StoredItem = Readonly<Record<string, StoredValue | undefined>>

export function textOf(item: StoredItem, attribute: string): string {
  return item[attribute]?.S ?? ''
}

/** Undefined where the attribute is absent or blank. */
export function optionalTextOf(item: StoredItem, attribute: string): string | undefined {
  return textOf(item, attribute) || undefined
}

export function numberOf(item: StoredItem, attribute: string): number {
  return Number(item[attribute]?.N ?? 0)
}
