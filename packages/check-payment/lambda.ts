import type { CheckManifest } from 'kit'

export const checkPayment = {
  name: 'check-payment',
  description: 'Checks and normalises the payment status of an enrollment request',
  field: 'Payment',
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  reservedConcurrency: 50,
  errors: { transient: [], permanent: ['OutputInvalid'] },
} as const satisfies CheckManifest
