/** How much JSON there is: scalars, lists and objects alike are values; the characters are those of texts and keys. */
export interface Size {
  values: number
  chars: number
  /** The characters of the longest text. */
  longest: number
}

/** Large parts are measured once: nobody changes a value once it is made. */
const measured = new WeakMap<object, Size>()
const WORTH_KEEPING = 64

export function sizeOf(value: unknown): Size {
  if (typeof value === 'string') return { values: 1, chars: value.length, longest: value.length }
  if (typeof value !== 'object' || value === null || isFunction(value)) return { values: 1, chars: 0, longest: 0 }
  const known = measured.get(value)
  if (known !== undefined) return known
  const size = { values: 1, chars: 0, longest: 0 }
  const add = (part: unknown) => {
    const { values, chars, longest } = sizeOf(part)
    size.values += values
    size.chars += chars
    size.longest = Math.max(size.longest, longest)
  }
  if (Array.isArray(value)) value.forEach(add)
  else {
    for (const [key, part] of Object.entries(value)) {
      size.chars += key.length
      size.longest = Math.max(size.longest, key.length)
      add(part)
    }
  }
  if (size.values > WORTH_KEEPING) measured.set(value, size)
  return size
}

/** JSONata's own functions and those of an expression hold on to all that they can see. */
function isFunction(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value
}
