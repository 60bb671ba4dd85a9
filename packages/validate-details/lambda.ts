import type { LambdaManifest } from 'kit'

export const validateDetails: LambdaManifest = {
  name: 'validate-details',
  description: "Compares the checked details with the provider's records and decides",
  bundle: 'dist/index.mjs',
  memoryMb: 512,
  timeoutMs: 5000,
  permissions: [
    {
      // GetItem is what version 1.0 reads with: a roll-back must find its permission in place.
      actions: ['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
      resource: 'table',
      leadingKeys: ['STUDENT#*', 'COURSE#*'],
      attributes: ['pk', 'sk', 'name', 'email', 'payment'],
    },
  ],
  environment: ['TABLE_NAME'],
  errors: {
    transient: ['RecordsUnavailable'],
    permanent: ['InputInvalid', 'OutputInvalid', 'RecordsRefused', 'RecordDamaged'],
  },
}
