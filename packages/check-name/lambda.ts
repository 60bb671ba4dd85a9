import type { CheckManifest } from 'kit'

export const checkName = {
  name: 'check-name',
  description: 'Checks and normalises the name of an enrollment request',
  field: 'Name',
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  reservedConcurrency: 50,
  errors: { transient: [], permanent: ['OutputInvalid'] },
} as const satisfies CheckManifest
