import type { LambdaManifest } from 'kit'

export const checkName: LambdaManifest = {
  name: 'check-name',
  description: 'Checks and normalises the name of an enrollment request',
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  errors: { transient: [], permanent: ['OutputInvalid'] },
}
