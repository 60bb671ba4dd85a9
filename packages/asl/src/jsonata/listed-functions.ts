/*
 * The functions of which is known how many steps they take, and how much they give.
 */

/** Take as many steps as what they are given is large, and give no more, or what GIVEN_CHARS says. */
export const LINEAR = new Set([
  ...['abs', 'average', 'boolean', 'ceil', 'contains', 'count', 'exists', 'floor', 'hash', 'keys', 'length', 'lookup'],
  ...['lowercase', 'match', 'max', 'millis', 'min', 'not', 'number', 'parse', 'power', 'random', 'reverse', 'round'],
  ...['split', 'sqrt', 'substring', 'substringAfter', 'substringBefore', 'sum', 'trim', 'type', 'uppercase', 'uuid'],
])

/** As LINEAR, without a picture: how many arguments they have then. A picture may repeat its parts. */
export const WITHOUT_PICTURE: Readonly<Record<string, number>> = { now: 0, fromMillis: 1, toMillis: 1 }

/** Give texts of their own, at most so long. */
export const GIVEN_CHARS: Readonly<Record<string, number>> = { fromMillis: 32, hash: 128, now: 32, type: 8, uuid: 36 }

/** Give a part of the text that they are given. */
export const CUTTING = new Set(['substring', 'substringAfter', 'substringBefore', 'trim'])

/** Make a list of a text, of as many values as it has characters. */
export const UNPACKING = new Set(['match', 'parse', 'split'])

/** Give all that they are given, together. */
export const GATHERING = new Set(['append', 'join', 'merge', 'pad'])

/** Take as many steps as their text is long times what follows it is long, which therefore must be written out. */
export const SEPARATING = new Set([
  ...['contains', 'join', 'match', 'pad', 'split', 'substringAfter', 'substringBefore'],
])

/** Take a pattern as their second argument. */
export const MATCHING = new Set(['contains', 'match', 'split'])

export function isListed(name: string): boolean {
  return LINEAR.has(name) || GATHERING.has(name) || Object.hasOwn(WITHOUT_PICTURE, name) || name === 'string'
}
