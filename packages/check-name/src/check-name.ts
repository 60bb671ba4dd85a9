import { accepted, type CheckResult, describeCharacter, fits, foldName, readField, rejected, typeset } from 'kit'

const MAX_CHARACTERS = 200

// Beside letters, marks and digits ("John Smith 3rd"): the punctuation that names of any script share, and what belongs
// to one script (the Armenian abbreviation mark, say). Anything else (controls, emoji, markup) is in nobody's name.
const NOT_IN_NAMES = /[^\p{L}\p{Mn}\p{Mc}\p{N}[\p{P}--\p{Script=Common}] '"\-.,·\/\(\)]/v

// Inside a word (Karl G:son), and between two names of one person (Lim @ Tan Ah Kow).
const SOMETIMES_IN_NAMES = /(?<=[\p{L}\p{M}]):(?=\p{L})| @ /gu

// They reverse the text that follows. Comparisons ignore every other invisible character.
const OVERRIDE = /[\u202d\u202e]/u
const DANGLING_MARK = /(?:^| )\p{M}/u

/** The value is the folded name. Problems: NAME_MISSING, NAME_INVALID. */
export function checkName(input: unknown): CheckResult {
  const name = readField(input, 'Name', MAX_CHARACTERS)
  if (name.kind === 'missing') return rejected('Name', 'NAME_MISSING', 'Name is missing: give the name of the student.')
  const problem = name.kind === 'invalid' ? name.problem : problemOf(name.text)
  if (problem === null && name.kind === 'text') return accepted('Name', foldName(name.text))
  return rejected(
    'Name',
    'NAME_INVALID',
    `Name ${problem}. Expected the name of the student: letters, with the digits and punctuation of names.`,
  )
}

/** What is wrong with a name, without quoting it; null for nothing. */
function problemOf(text: string): string | null {
  const name = typeset(text)
  const [unexpected] = OVERRIDE.exec(text) ?? NOT_IN_NAMES.exec(name.replace(SOMETIMES_IN_NAMES, ' ')) ?? []
  if (/\S@\S/u.test(name)) return 'contains an @, as an e-mail address does'
  if (unexpected !== undefined) return `contains ${describeCharacter(unexpected)}`
  if (!/\p{L}/u.test(name)) return /\p{N}/u.test(name) ? 'has digits but no letter' : 'has no letter'
  if (DANGLING_MARK.test(name)) return 'contains a combining mark with no letter before it'
  // Normalising can lengthen a text: one character may stand for a word.
  if (!fits(foldName(name), MAX_CHARACTERS)) return `is longer than ${MAX_CHARACTERS} characters when written out`
  return null
}
