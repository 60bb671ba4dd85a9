import { domainToASCII } from 'node:url'
import { describeCharacter } from 'kit'

const JOINERS = /[\u200c\u200d]/gu
const DANGLING_MARK = 'has a combining mark with no letter before it'
const MISUSED_PREFIX = 'has a part of its domain that begins with xn-- but encodes no international name'
const NO_DOMAIN = 'has no domain name after the @'
const MIXED = 'mixes left-to-right and right-to-left characters in a way that no domain may'

// Letters and digits of the blocks that Unicode keeps for scripts written from right to left, but for the Persian
// digits.
export const RIGHT_TO_LEFT =
  /[[\u0590-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]&&[\p{L}\p{N}]]/v

/** Characters that a domain may have only beside certain others. RFC 5892, appendix A.3 to A.9. */
const OUT_OF_CONTEXT: readonly (readonly [RegExp, string])[] = [
  [/(?<!l)\u00b7|\u00b7(?!l)/u, 'a middle dot after the @ that is not between two letters l'],
  [/\u0375(?!\p{Script=Greek})/u, 'a Greek numeral sign after the @ that is not before a Greek letter'],
  [/(?<!\p{Script=Hebrew})[\u05f3\u05f4]/u, 'a geresh or gershayim after the @ that does not follow a Hebrew letter'],
  [
    /^(?=.*\u30fb)(?!.*[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}])/u,
    'a Katakana middle dot after the @ with no Japanese letter beside it',
  ],
  [/[\u0660-\u0669].*[\u06f0-\u06f9]|[\u06f0-\u06f9].*[\u0660-\u0669]/u, 'Arabic-Indic digits of two kinds'],
]

/**
 * What is wrong with a domain as an internationalised one, worded to follow "Email"; null for nothing. Node does the
 * mapping; it accepts every ASCII spelling, and checks context and direction only in part.
 */
export function idnaProblem(written: string, ascii: string, unicode: string): string | null {
  if (ascii === '') return refusalProblem(written)
  const labels = unicode.split('.')
  if (labels.some((label) => label.startsWith('xn--')) || domainToASCII(unicode) !== ascii) {
    return MISUSED_PREFIX
  }
  const international = labels.filter((label) => !/^\p{ASCII}*$/u.test(label))
  if (international.some((label) => /^-|-$|^..--/u.test(label))) return 'has a misplaced hyphen in its domain'
  if (international.some((label) => /^\p{M}/u.test(label))) return DANGLING_MARK
  for (const [pattern, what] of OUT_OF_CONTEXT) {
    if (international.some((label) => pattern.test(label))) return `has ${what}`
  }
  const joiner = joinerProblem(unicode)
  if (joiner !== null) return joiner
  const mixed =
    domainToASCII(withoutJoiners(unicode)) === '' ||
    (RIGHT_TO_LEFT.test(unicode) && !labels.every(fitsBesideRightToLeft))
  return mixed ? MIXED : null
}

/**
 * Node checks no joiner of a domain after the first valid one, and accepts one whose neighbours are not the letters
 * that it joins. So each joiner is checked between its neighbours alone.
 */
function joinerProblem(domain: string): string | null {
  const [, doubled] = /(?:^|[\u200c\u200d]\p{M}*)([\u200c\u200d])/u.exec(domain) ?? []
  const joined = [...domain.matchAll(/.\p{M}*([\u200c\u200d])(?=(\p{M}*.?))/gsu)]
  const misplaced = doubled ?? joined.find(([before, , after]) => domainToASCII(`${before}${after}`) === '')?.[1]
  if (misplaced === undefined) return null
  return `has ${describeCharacter(misplaced)} after the @, where its script does not join letters`
}

function withoutJoiners(text: string): string {
  return text.replace(JOINERS, '')
}

/**
 * RFC 5893, rules 1, 2, 3 and 6, for what Node does not check: the left-to-right labels of a domain with another
 * direction, and the joiners at the end of a label.
 */
function fitsBesideRightToLeft(label: string): boolean {
  if (RIGHT_TO_LEFT.test(label)) return !/[\u200c\u200d]\p{Mn}*$/u.test(label) && ![...label].some(isLeftToRight)
  const [first = ''] = label
  const last = [...label.replace(/\p{Mn}+$/u, '')].at(-1) ?? ''
  return isLeftToRight(first) && (isLeftToRight(last) || /[0-9\u06f0-\u06f9]/u.test(last))
}

/** IDNA allows a character with a strong direction in no label of the other direction. */
function isLeftToRight(character: string): boolean {
  return domainToASCII(`a${character}a`) !== '' && domainToASCII(`א${character}א`) === ''
}

/** What Node refuses in a domain: a character in any context, or a combination of some. */
function refusalProblem(domain: string): string {
  const disallowed = [...withoutJoiners(domain)].find((character) =>
    // Alone, and in a label of either direction, since marks need a letter before them.
    [character, `a${character}a`, `א${character}א`].every((label) => domainToASCII(label) === ''),
  )
  if (disallowed !== undefined) return `has ${describeCharacter(disallowed)} after the @`
  if (/(?:^|\.)\p{M}/u.test(domain)) return DANGLING_MARK
  if (/(?:^|\.)xn--[^.]*\P{ASCII}/iu.test(domain)) return MISUSED_PREFIX
  if (domainToASCII(withoutJoiners(domain)) === '') return RIGHT_TO_LEFT.test(domain) ? MIXED : NO_DOMAIN
  return joinerProblem(domain) ?? NO_DOMAIN
}
