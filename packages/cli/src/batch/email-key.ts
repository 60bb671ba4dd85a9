import { domainToASCII } from 'node:url'

/**
 * The address as the table most likely has it: check-email alone knows its form for sure. For looking up: what is found
 * under it is checked, what is not is looked for in another way.
 */
export function likelyEmail(address: string): string {
  const [, local = address, domain] = /^(.*)@([^@]*)$/.exec(address.trim().normalize('NFC')) ?? []
  const folded = local.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
  return domain === undefined ? folded : `${folded}@${domainToASCII(domain) || domain}`
}
