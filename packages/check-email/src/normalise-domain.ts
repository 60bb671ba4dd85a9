import { domainToASCII, domainToUnicode } from 'node:url'
import { describeCharacter } from 'kit'
import { idnaProblem } from './idna-problem.ts'
import type { Normalised } from './normalised.ts'

// Characters that never reach IDNA: it would decode percent signs, drop invisible characters, and end the domain at
// some. Persian and Indic domains are spelled with the two joiners, and IDNA knows where they are valid.
const UNEXPECTED =
  /[[\p{ASCII}--[A-Za-z0-9\-.]]\p{White_Space}\p{Cc}[\p{Default_Ignorable_Code_Point}--[\u200c\u200d]]]/v
const IP_ADDRESS = /^(?:\[.*\]|\d+\.\d+\.\d+\.\d+)$/u
const NO_TOP_LEVEL = 'ends with something other than a top-level domain, such as com'
// Node would parse the domain as an IPv4 address.
const NUMBER = /\.(?:\d+|0x[\da-f]*)$/iu
const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/
const LAST_LABEL = /^(?:xn--.*|[a-z]{2,})$/

/**
 * The domain of an address in IDNA's ASCII form (UTS 46, with the contextual rules of RFC 5892 and the bidi rule of
 * RFC 5893), from that form or the Unicode one. A problem is worded to follow "Email".
 */
export function normaliseDomain(written: string): Normalised {
  if (written === '') return { problem: 'has nothing after the @' }
  if (IP_ADDRESS.test(written)) return { problem: 'has an IP address after the @ instead of a domain' }
  const [unexpected] = UNEXPECTED.exec(written) ?? []
  if (unexpected !== undefined) return { problem: `has ${describeCharacter(unexpected)} after the @` }
  const dotted = written.replace(/[\u3002\uff0e\uff61]/gu, '.')
  const dots = dotsProblem(dotted)
  if (dots !== null) return { problem: dots }
  if (NUMBER.test(dotted)) return { problem: NO_TOP_LEVEL }
  const domain = domainToASCII(dotted)
  const problem = idnaProblem(dotted, domain, domainToUnicode(domain)) ?? asciiProblem(domain)
  return problem === null ? { value: domain } : { problem }
}

function dotsProblem(domain: string): string | null {
  if (!domain.includes('.')) return 'has no dot after the @'
  if (domain.startsWith('.')) return 'has a dot just after the @'
  if (domain.endsWith('.')) return 'ends with a dot'
  return domain.includes('..') ? 'has two dots in a row after the @' : null
}

function asciiProblem(domain: string): string | null {
  const labels = domain.split('.')
  if (labels.some((label) => label.length > 63)) return 'has over 63 characters between two dots of its domain'
  if (domain.length > 253) return 'has a domain of over 253 characters'
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) {
    return 'has a hyphen at the beginning or end of a part of its domain'
  }
  if (!labels.every((label) => LABEL.test(label))) return 'has a character after the @ that is not allowed in a domain'
  return LAST_LABEL.test(labels.at(-1) ?? '') ? null : NO_TOP_LEVEL
}
