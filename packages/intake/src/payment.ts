const WORDS = {
  Done: ['done', 'paid', 'yes', 'y', 'true', 'x', '1', '✓', '✔', 'ja', 'j', 'wahr', 'bezahlt'],
  Pending: ['pending', 'unpaid', 'not paid', 'no', 'n', 'false', '0', 'open', 'nein', 'falsch', 'offen', 'unbezahlt'],
} as const

/** The payment status that a cell means, in English or German; undefined for any other word. */
export function paymentOf(cell: string): 'Done' | 'Pending' | undefined {
  const word = cell.normalize('NFKC').trim().toLowerCase()
  if (WORDS.Done.some((known) => known === word)) return 'Done'
  return WORDS.Pending.some((known) => known === word) ? 'Pending' : undefined
}

/** As an error says it. */
export const PAYMENT_WORDS = 'yes, paid or done, or else no, unpaid or pending'
