import { typeset } from './typeset.ts'

// U+0307 over an i shows nothing that the i does not show already. It is what İ becomes in lower case.
const I_WITH_MARKS = /i\p{M}+/gu

/**
 * The form in which names are compared: without case, with one character for each group of typographic variants, with
 * single spaces and without characters that do not show. İ, I, ı and i are one letter: which of them a capital stands
 * for depends on the language. Folding twice gives the same as folding once.
 */
export function foldName(name: string): string {
  return typeset(
    typeset(name)
      // First lower: ẞ becomes ß, and only ß becomes SS.
      .toLowerCase()
      .toUpperCase()
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .normalize('NFD')
      .replace(I_WITH_MARKS, (letter) => letter.replaceAll('\u0307', '')),
  )
}
