import { flag, integer, list, oneOf, optional, structure, text } from '../server/shapes.ts'

/** The API reference's limits. */
export const arn = text({ min: 1, max: 256 })
export const longArn = text({ min: 1, max: 2000 })
export const name = text({ min: 1, max: 80 })
export const definition = text({ min: 1, maxBytes: 1_048_576 })
export const payload = text({ maxBytes: 262_144, sensitive: true })
export const description = text({ max: 256 })
export const pageSize = optional(integer({ min: 0, max: 1000 }))
export const pageTokenText = optional(text({ min: 1, max: 1024 }))
export const errorName = optional(text({ max: 256, sensitive: true }))
export const errorCause = optional(text({ max: 32_768, sensitive: true }))
export const traceHeader = optional(text({ max: 256 }))
export const includedData = optional(oneOf('ALL_DATA', 'METADATA_ONLY'))
export const stateMachineType = oneOf('STANDARD', 'EXPRESS')

export const tags = list(structure({ key: text({ min: 1, max: 128 }), value: text({ max: 256 }) }))

export const loggingConfiguration = structure({
  level: optional(oneOf('ALL', 'ERROR', 'FATAL', 'OFF')),
  includeExecutionData: optional(flag()),
  destinations: optional(
    list(structure({ cloudWatchLogsLogGroup: optional(structure({ logGroupArn: optional(arn) })) })),
  ),
})

export const tracingConfiguration = structure({ enabled: optional(flag()) })

export const encryptionConfiguration = structure({
  kmsKeyId: optional(text({ min: 1, max: 2048 })),
  kmsDataKeyReusePeriodSeconds: optional(integer({ min: 60, max: 900 })),
  type: oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'),
})

export const routingConfiguration = list(
  structure({ stateMachineVersionArn: arn, weight: integer({ min: 0, max: 100 }) }),
  { min: 1, max: 2 },
)

// biome-ignore lint/complexity/useRegexLiterals: the pattern is part of an error's text, with escapes that no literal keeps.
const ALIAS_NAME = new RegExp('^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$')
export const aliasName = text({ min: 1, max: 80, pattern: ALIAS_NAME })
