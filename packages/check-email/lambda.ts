import type { LambdaManifest } from 'kit'

export const checkEmail: LambdaManifest = {
  name: 'check-email',
  description: 'Checks and normalises the e-mail address of an enrollment request',
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  errors: { transient: [], permanent: ['OutputInvalid'] },
}
