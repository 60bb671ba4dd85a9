import type { Input, Store } from './dynalite.ts'
import { validationError } from './errors.ts'
import { isObject } from './transaction-items.ts'

/** What a table keeps and describes of its settings though dynalite has none of them. Nothing is encrypted here. */
export function readTableSettings(store: Store, input: Input): Input {
  const { SSESpecification, DeletionProtectionEnabled } = input
  return {
    ...(SSESpecification != null && { SSEDescription: describeEncryption(store, SSESpecification) }),
    ...(DeletionProtectionEnabled != null && { DeletionProtectionEnabled: DeletionProtectionEnabled === true }),
  }
}

/** Undefined: the key that DynamoDB owns, which no table describes. */
function describeEncryption({ tableDb }: Store, specification: unknown): object | undefined {
  const { Enabled, SSEType = 'KMS', KMSMasterKeyId } = isObject(specification) ? specification : {}
  if (SSEType !== 'KMS') throw validationError(`SSEType ${SSEType} is not supported here: use KMS`)
  if (Enabled !== true && KMSMasterKeyId != null) {
    throw validationError('KMSMasterKeyId is not supported here unless SSESpecification is enabled')
  }
  if (Enabled !== true) return undefined
  const id = String(KMSMasterKeyId ?? 'alias/aws/dynamodb')
  const name = id.startsWith('alias/') ? id : `key/${id}`
  const arn = id.startsWith('arn:') ? id : `arn:aws:kms:${tableDb.awsRegion}:${tableDb.awsAccountId}:${name}`
  return { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: arn }
}
