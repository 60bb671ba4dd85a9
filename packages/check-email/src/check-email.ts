import { accepted, type CheckResult, readField, rejected } from 'kit'
import { normaliseAddress } from './normalise-address.ts'

/** RFC 5321's longest path, less its angle brackets. */
const MAX_CHARACTERS = 254

/** The value is the address in lower case with its domain in ASCII. Problems: EMAIL_MISSING, EMAIL_INVALID. */
export function checkEmail(input: unknown): CheckResult {
  const email = readField(input, 'Email', MAX_CHARACTERS)
  if (email.kind === 'missing') {
    return rejected('Email', 'EMAIL_MISSING', 'Email is missing: give the e-mail address of the student.')
  }
  const address = email.kind === 'text' ? normaliseAddress(email.text) : null
  if (address === null || address.length > MAX_CHARACTERS) {
    return rejected(
      'Email',
      'EMAIL_INVALID',
      `Email is not an e-mail address: expected a name, an @ and a domain, at most ${MAX_CHARACTERS} characters.`,
    )
  }
  return accepted('Email', address)
}
