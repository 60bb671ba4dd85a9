import { MAX_DEPTH } from '../unsupported-json.ts'

/** The expression gave a function or a pattern, which JSON cannot hold. */
export class UnsupportedResult extends Error {
  override readonly name = 'UnsupportedResult'
}

/**
 * An evaluation's result as plain JSON. JSONata marks the arrays it makes, and such a mark must not reach the next
 * expression; numbers that JSON cannot write become their names, as on AWS (`1/0` gives "Infinity").
 * Parts that are plain already are shared, not copied. Throws UnsupportedResult, or RangeError for what nests too deep.
 */
export function plainJson(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case 'number':
      return Number.isFinite(value) ? value : String(value)
    case 'object':
      if (value === null) return null
      if (depth >= MAX_DEPTH) throw new RangeError(`A value may not nest more than ${MAX_DEPTH} deep.`)
      return Array.isArray(value)
        ? plainArray(value, depth + 1)
        : plainObject(value as Record<string, unknown>, depth + 1)
    case 'function':
    case 'symbol':
    case 'bigint':
      throw new UnsupportedResult()
    default:
      return value
  }
}

const MARKS = ['sequence', 'cons', 'keepSingleton', 'outerWrapper']

function plainArray(value: unknown[], depth: number): unknown[] {
  let same = !MARKS.some((mark) => Object.hasOwn(value, mark))
  const items = value.map((item) => {
    const plain = plainJson(item, depth) ?? null
    if (plain !== item) same = false
    return plain
  })
  return same ? value : items
}

function plainObject(value: Record<string, unknown>, depth: number): unknown {
  if (value._jsonata_lambda === true || value._jsonata_function === true) throw new UnsupportedResult()
  let same = Object.getPrototypeOf(value) === Object.prototype
  const entries: [string, unknown][] = []
  for (const key of Object.keys(value)) {
    const plain = plainJson(value[key], depth)
    if (plain !== value[key]) same = false
    if (plain === undefined) same = false
    else entries.push([key, plain])
  }
  return same ? value : Object.fromEntries(entries)
}
