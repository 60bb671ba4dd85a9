import { invalidParameter } from './errors.ts'

const TERM = /\s*(?<sign>[-?]?)(?:"(?<phrase>(?:[^"\\]|\\.)*)"|(?<word>[^\s"]+))/gy

/**
 * Terms and quoted phrases: all must be in a message; with `-` none, with `?` any. Case counts. Patterns for JSON, for
 * fields between spaces and regular expressions are refused: to match nothing, or everything, would mislead.
 */
export function compileFilterPattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim()
  if (/^[{[]/.test(text) || /^%/.test(text)) {
    throw invalidParameter('Only terms and quoted phrases are supported in filterPattern here')
  }
  const included: string[] = []
  const excluded: string[] = []
  const optional: string[] = []
  let end = 0
  for (const { index, 0: whole, groups } of text.matchAll(TERM)) {
    if (index !== end) break
    end = index + whole.length
    const term = groups?.phrase?.replace(/\\(.)/g, '$1') ?? plainWord(groups?.word ?? '')
    if (groups?.sign === '-') excluded.push(term)
    else if (groups?.sign === '?') optional.push(term)
    else included.push(term)
  }
  if (end !== text.length) throw invalidParameter('Invalid filter pattern')
  if (optional.length > 0 && included.length + excluded.length > 0) {
    throw invalidParameter('Terms with "?" cannot stand beside others in filterPattern')
  }
  return (message) =>
    included.every((term) => message.includes(term)) &&
    !excluded.some((term) => message.includes(term)) &&
    (optional.length === 0 || optional.some((term) => message.includes(term)))
}

function plainWord(word: string): string {
  if (/^[\p{L}\p{N}_]+$/u.test(word)) return word
  throw invalidParameter('Invalid filter pattern: put terms with characters other than letters, digits and _ in quotes')
}
