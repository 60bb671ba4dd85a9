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
  const size = { values: 0, chars: 0, longest: 0 }
  add(value, size)
  return size
}

function add(value: unknown, to: Size): void {
  if (typeof value === 'string') addText(value, to)
  if (typeof value !== 'object' || value === null || isFunction(value)) {
    to.values++
    return
  }
  const size = measured.get(value) ?? measure(value)
  to.values += size.values
  to.chars += size.chars
  if (size.longest > to.longest) to.longest = size.longest
}

function measure(value: object): Size {
  const size = { values: 1, chars: 0, longest: 0 }
  if (Array.isArray(value)) {
    for (const part of value) add(part, size)
  } else {
    for (const key of Object.keys(value)) {
      addText(key, size)
      add((value as Record<string, unknown>)[key], size)
    }
  }
  if (size.values > WORTH_KEEPING) measured.set(value, size)
  return size
}

function addText(text: string, to: Size): void {
  to.chars += text.length
  if (text.length > to.longest) to.longest = text.length
}

/** JSONata's own functions and those of an expression hold on to all that they can see. */
function isFunction(value: object): boolean {
  return '_jsonata_lambda' in value || '_jsonata_function' in value
}
