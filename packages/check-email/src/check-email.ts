import { accepted, type CheckResult, readField, rejected } from 'kit'
import { normaliseAddress } from './normalise-address.ts'
import type { Normalised } from './normalised.ts'

/** RFC 5321's longest path, less its angle brackets. */
const MAX_CHARACTERS = 254

/** The value is the address as it is compared, its domain in ASCII. Problems: EMAIL_MISSING, EMAIL_INVALID. */
export function checkEmail(input: unknown): CheckResult {
  const email = readField(input, 'Email', MAX_CHARACTERS)
  if (email.kind === 'missing') {
    return rejected('Email', 'EMAIL_MISSING', 'Email is missing: give the e-mail address of the student.')
  }
  const address = email.kind === 'text' ? bounded(normaliseAddress(email.text)) : email
  if ('value' in address) return accepted('Email', address.value)
  return rejected(
    'Email',
    'EMAIL_INVALID',
    `Email ${address.problem}. Expected one e-mail address: a name, an @ and a domain.`,
  )
}

/** A domain can be longer in ASCII than as it was written. */
function bounded(address: Normalised): Normalised {
  if ('problem' in address || address.value.length <= MAX_CHARACTERS) return address
  return { problem: `is longer than ${MAX_CHARACTERS} characters once its domain is in ASCII` }
}
