import { domainToASCII } from 'node:url'

const MAX_LOCAL_BYTES = 64

// RFC 5322's atext in dot-separated atoms, with the letters, digits and marks of any script (RFC 6531). Quoted local
// parts are legal and unused: no provider hands them out.
const LOCAL = /^[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+\-/=?^_`{|}~]+)*$/u

// What a person may write as a domain. It is checked before IDNA sees it, which would decode percent signs and read
// numbers as IPv4 addresses.
const DOMAIN = /^[\p{L}\p{N}\p{M}.\-\u200c\u200d]+$/u
const ASCII_DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,59}|[a-z]{2,63})$/

/**
 * The one form of an e-mail address that comparisons and keys use: lower case, the domain in IDNA's ASCII form.
 * Null for what is no address. Normalising twice gives the same as normalising once.
 */
export function normaliseAddress(address: string): string | null {
  const at = address.lastIndexOf('@')
  const local = normaliseLocal(address.slice(0, at))
  const domain = normaliseDomain(address.slice(at + 1))
  return at < 1 || local === null || domain === null ? null : `${local}@${domain}`
}

function normaliseLocal(text: string): string | null {
  const local = text.normalize('NFKC').toLowerCase().normalize('NFKC')
  return LOCAL.test(local) && Buffer.byteLength(local) <= MAX_LOCAL_BYTES ? local : null
}

function normaliseDomain(text: string): string | null {
  const written = text.normalize('NFKC').replace(/[\u3002\uff0e\uff61]/gu, '.')
  if (!DOMAIN.test(written)) return null
  const domain = domainToASCII(written)
  return ASCII_DOMAIN.test(domain) && domain.length <= 253 ? domain : null
}
