/** The expression gave a function or a pattern, which JSON cannot hold. */
export class UnsupportedResult extends Error {
  override readonly name = 'UnsupportedResult'
}

/**
 * An evaluation's result as plain JSON. JSONata marks the arrays it makes, and such a mark must not reach the next
 * expression; numbers that JSON cannot write become their names, as on AWS (`1/0` gives "Infinity").
 * Parts that are plain already are shared, not copied.
 */
export function plainJson(value: unknown): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'object':
      if (value === null) return null
      return Array.isArray(value) ? plainArray(value) : plainObject(value as Record<string, unknown>)
    case 'function':
    case 'symbol':
    case 'bigint':
      throw new UnsupportedResult()
    default:
      return value
  }
}

const MARKS = ['sequence', 'cons', 'keepSingleton', 'outerWrapper']

function plainArray(value: unknown[]): unknown[] {
  let same = !MARKS.some((mark) => Object.hasOwn(value, mark))
  const items = value.map((item) => {
    const plain = plainJson(item) ?? null
    if (plain !== item) same = false
    return plain
  })
  return same ? value : items
}

function plainObject(value: Record<string, unknown>): unknown {
  if (value._jsonata_lambda === true || value._jsonata_function === true) throw new UnsupportedResult()
  let same = Object.getPrototypeOf(value) === Object.prototype
  const entries: [string, unknown][] = []
  for (const key of Object.keys(value)) {
    const plain = plainJson(value[key])
    if (plain !== value[key]) same = false
    if (plain === undefined) same = false
    else entries.push([key, plain])
  }
  return same ? value : Object.fromEntries(entries)
}
