import { describeCharacter } from 'kit'
import { normaliseDomain } from './normalise-domain.ts'
import { normaliseLocal } from './normalise-local.ts'
import type { Normalised } from './normalised.ts'

const SEPARATOR = /[\s,;|]+/u

/**
 * The one form of an e-mail address that comparisons and keys use: two addresses have the same only if mail systems
 * deliver them to one mailbox. Normalising twice gives the same as normalising once.
 */
export function normaliseAddress(address: string): Normalised {
  const shape = shapeProblem(address)
  if (shape !== null) return { problem: shape }
  const at = address.indexOf('@')
  const local = normaliseLocal(address.slice(0, at))
  if ('problem' in local) return local
  const domain = normaliseDomain(address.slice(at + 1))
  return 'problem' in domain ? domain : { value: `${local.value}@${domain.value}` }
}

/** Why a text is not one local part, one @ and one domain: what people paste instead, or along with it. */
function shapeProblem(address: string): string | null {
  if (/^mailto:/iu.test(address)) return 'begins with mailto:, which is not part of the address'
  const pieces = address.split(SEPARATOR).filter((piece) => /.@./u.test(piece))
  if (pieces.length > 1) return 'contains more than one address'
  if (/[<>]/u.test(address)) return 'has angle brackets: only the text between them is the address'
  if (/["“”„]/u.test(address)) return 'has quotation marks'
  const ats = address.split('@').length - 1
  if (ats === 0) return noAtProblem(address)
  const [space] = /\p{White_Space}/u.exec(address) ?? []
  if (space !== undefined) return space === ' ' ? 'has a space inside' : `has ${describeCharacter(space)} inside`
  if (ats > 1) return ats === 2 ? 'has two @' : `has ${ats} @`
  return null
}

function noAtProblem(address: string): string {
  const [lookalike] = /[\uff20\ufe6b]/u.exec(address) ?? []
  return lookalike === undefined ? 'has no @' : `has no @ but ${describeCharacter(lookalike)}`
}
