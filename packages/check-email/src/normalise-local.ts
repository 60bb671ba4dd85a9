import { describeCharacter } from 'kit'
import type { Normalised } from './normalised.ts'

const MAX_BYTES = 64

// RFC 5322's atext and dots, with the letters, digits and marks of any script (RFC 6531). Quoted local parts are legal
// but unused: no provider issues them.
const UNEXPECTED = /[^\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~.]/u
const ASCII = /^\p{ASCII}$/u

/**
 * The part of an address before the @: NFC, and folded for ASCII case alone, since mail systems keep any other two
 * spellings as two mailboxes. A problem is worded to follow "Email".
 */
export function normaliseLocal(written: string): Normalised {
  if (written === '') return { problem: 'has nothing before the @' }
  const lookalike = [...written].find((character) => !ASCII.test(character) && ASCII.test(character.normalize('NFC')))
  if (lookalike !== undefined) {
    return { problem: `has ${describeCharacter(lookalike)} before the @, which only looks like an ASCII character` }
  }
  const local = foldAsciiCase(written.normalize('NFC'))
  const [unexpected] = UNEXPECTED.exec(local) ?? []
  if (unexpected !== undefined) return { problem: `has ${describeCharacter(unexpected)} before the @` }
  if (local.startsWith('.')) return { problem: 'begins with a dot' }
  if (local.endsWith('.')) return { problem: 'has a dot just before the @' }
  if (local.includes('..')) return { problem: 'has two dots in a row before the @' }
  const bytes = Buffer.byteLength(local)
  if (bytes > MAX_BYTES) return { problem: `has ${bytes} bytes before the @, where at most ${MAX_BYTES} are allowed` }
  return { value: local }
}

/**
 * A capital that composes with the marks after it only when it is small (W̊, not W) is not an ASCII letter: it stays.
 */
function foldAsciiCase(text: string): string {
  return text.replace(/[A-Z]\p{M}*/gu, (letter) => {
    const small = letter.charAt(0).toLowerCase() + letter.slice(1)
    return small.normalize('NFC') === small ? small : letter
  })
}
