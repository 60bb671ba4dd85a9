import type { LambdaManifest } from 'kit'

export const validateDetails: LambdaManifest = {
  name: 'validate-details',
  description: "Compares the checked details with the provider's records and decides",
  bundle: 'dist/index.mjs',
  memoryMb: 256,
  timeoutMs: 3000,
  reservedConcurrency: 50,
  errors: { transient: [], permanent: ['InputInvalid', 'OutputInvalid', 'RecordDamaged', 'RecordsIncomplete'] },
}
