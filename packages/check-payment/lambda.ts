import type { LambdaManifest } from 'kit'

export const checkPayment: LambdaManifest = {
  name: 'check-payment',
  description: 'Checks and normalises the payment status of an enrollment request',
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  errors: { transient: [], permanent: ['OutputInvalid'] },
}
