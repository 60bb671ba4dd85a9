import type { CheckManifest } from 'kit'

export const checkEmail = {
  name: 'check-email',
  description: 'Checks and normalises the e-mail address of an enrollment request',
  field: 'Email',
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  reservedConcurrency: 50,
  errors: { transient: [], permanent: ['OutputInvalid'] },
} as const satisfies CheckManifest
