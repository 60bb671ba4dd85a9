import { accepted, type CheckResult, fits, foldName, readField, rejected } from 'kit'

const MAX_CHARACTERS = 200

// Letters with their marks, digits ("John Smith 3rd"), the punctuation of names, and the joiners that Persian and
// Indic names are spelled with. Everything else (controls, emoji, direction overrides) is in no one's name.
const NAME = /^[\p{L}\p{M}\p{N} .,'’‘ʼ`´·\-‐‑()/\u200c\u200d]+$/u
const LETTER = /\p{L}/u

/** The value is the folded name. Problems: NAME_MISSING, NAME_INVALID. */
export function checkName(input: unknown): CheckResult {
  const name = readField(input, 'Name', MAX_CHARACTERS)
  if (name.kind === 'missing') return rejected('Name', 'NAME_MISSING', 'Name is missing: give the name of the student.')
  if (name.kind === 'invalid') return invalid()
  const spaced = name.text.normalize('NFKC').replace(/\s+/gu, ' ')
  const folded = foldName(spaced)
  // Normalising can lengthen a text (one character may stand for a word), so the bound holds for the result as well.
  if (!NAME.test(spaced) || !LETTER.test(folded) || !fits(folded, MAX_CHARACTERS)) return invalid()
  return accepted('Name', folded)
}

function invalid(): CheckResult {
  return rejected(
    'Name',
    'NAME_INVALID',
    `Name is not a name: expected a text of letters, at most ${MAX_CHARACTERS} characters.`,
  )
}
