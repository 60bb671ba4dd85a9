/** An item as this package writes it, in DynamoDB's JSON. */
export type Item = Record<string, { S: string } | { N: string }>

/** An item as it is read: it may have any attributes. */
export type StoredItem = Readonly<Record<string, { S?: string | undefined; N?: string | undefined } | undefined>>

export function textOf(item: StoredItem, attribute: string): string {
  return item[attribute]?.S ?? ''
}

export function numberOf(item: StoredItem, attribute: string): number {
  return Number(item[attribute]?.N ?? 0)
}
