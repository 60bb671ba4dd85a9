import { UNPACKING } from './listed-functions.ts'
import type { Size } from './size.ts'
import { isNode, walk } from './syntax.ts'

/** Of what is read, and of what the expression itself adds to it. */
export interface Sizes extends Size {
  /** The values that are read or written out. `values` also has those of texts that are unpacked. */
  read: number
}

export type Cost = (sizes: Sizes) => number

export interface Found {
  steps: Cost[]
  /** The characters of texts that are written out or that a function makes, as often as they are. */
  texts: Cost[]
  longest: number
  /** The items of lists that are written out. */
  items: number
  /** A text may be read as a list, of as many values as it has characters. */
  unpacks: boolean
  /** The parts that may give what is unpacked. */
  unpacking: ReadonlySet<unknown>
}

/** Where a part stands. */
export interface Place {
  /** How many lists it is evaluated along, one inside the other, whose items are read or written out. */
  read: number
  /** The same of lists whose items may be unpacked. */
  made: number
  /** The item that it is evaluated for may be unpacked. */
  isMade: boolean
  /** Not where a result may be used several times: what gathers its parts could do so again and again. */
  mayGrow: boolean
  /** Not inside of what is written as JSON already: each time doubles the escapes. */
  mayConvert: boolean
  /** Not in what is made for each item of a list: together they would be many times what a variable holds. */
  mayName: boolean
}

/** How often a part is evaluated. */
export function times({ read, values }: Sizes, place: Place): number {
  return read ** place.read * values ** place.made
}

/** Where that stands which is evaluated for each item of the list. */
export function along(list: unknown, place: Place, found: Found): Place {
  const isMade = place.isMade || found.unpacking.has(list)
  return isMade ? { ...place, isMade, made: place.made + 1 } : { ...place, read: place.read + 1 }
}

/** The parts that may give what is unpacked of a text: a variable that the expression sets may hold it. */
export function unpackingParts(tree: unknown): ReadonlySet<unknown> {
  const bound = new Set<unknown>()
  walk(tree, false, ({ type, lhs }) => {
    if (type === 'bind' && isNode(lhs)) bound.add(lhs.value)
  })
  const parts = new Set<unknown>()
  const add = (part: unknown): boolean => {
    if (typeof part !== 'object' || part === null) return false
    let unpacks =
      isNode(part) && part.type === 'variable' && (bound.has(part.value) || UNPACKING.has(String(part.value)))
    for (const inner of Object.values(part)) unpacks = add(inner) || unpacks
    if (unpacks) parts.add(part)
    return unpacks
  }
  add(tree)
  return parts
}

export function sizesOf(size: Size, { texts, longest, items, unpacks }: Found): Sizes {
  const once = { read: 1, values: 1, chars: 0, longest: 0 }
  const read = size.values + items
  const values = unpacks ? read + size.chars + total(texts, once) : read
  const chars = size.chars + total(texts, { ...once, read, values })
  return { read, values: unpacks ? read + chars : read, chars, longest: Math.max(size.longest, longest) }
}

export function total(parts: readonly Cost[], sizes: Sizes): number {
  return parts.reduce((sum, one) => sum + one(sizes), 0)
}

export function addText(length: number, place: Place, found: Found): void {
  found.texts.push((sizes) => length * times(sizes, place))
  found.longest = Math.max(found.longest, length)
}
