import { AwsError } from '../aws-error.ts'
import type { Checked } from '../server/shapes.ts'
import type * as shapes from './common-shapes.ts'

interface Request {
  loggingConfiguration: Checked<typeof shapes.loggingConfiguration> | undefined
  tracingConfiguration: Checked<typeof shapes.tracingConfiguration> | undefined
  encryptionConfiguration: Checked<typeof shapes.encryptionConfiguration> | undefined
}

/** AWS's defaults where nothing is asked. Kept and returned, not acted on: logs, traces and keys are AWS's business. */
export function checkConfigurations(request: Request) {
  const { loggingConfiguration: logging, tracingConfiguration: tracing, encryptionConfiguration: encryption } = request
  return {
    loggingConfiguration: loggingOf(logging),
    tracingConfiguration: { enabled: tracing?.enabled ?? false },
    encryptionConfiguration: encryptionOf(encryption),
  }
}

/** Only the configurations that an update names. */
export function changedConfigurations(request: Request) {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = checkConfigurations(request)
  return {
    ...(request.loggingConfiguration && { loggingConfiguration }),
    ...(request.tracingConfiguration && { tracingConfiguration }),
    ...(request.encryptionConfiguration && { encryptionConfiguration }),
  }
}

function loggingOf(logging: Request['loggingConfiguration']) {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = logging ?? {}
  if (destinations.length > 1 || (level !== 'OFF' && destinations.length === 0)) {
    throw invalidLogging('Must specify exactly one Log Destination.')
  }
  for (const { cloudWatchLogsLogGroup } of destinations) {
    const arn = cloudWatchLogsLogGroup?.logGroupArn
    if (arn === undefined || !/^arn:[^:]+:logs:[^:]+:\d+:log-group:.+:\*$/.test(arn)) {
      throw invalidLogging('A log destination is the ARN of a log group that ends with :*.')
    }
  }
  return { level, includeExecutionData, ...(destinations.length > 0 && { destinations }) }
}

function encryptionOf(encryption: Request['encryptionConfiguration']) {
  if (encryption === undefined) return undefined
  const { type, kmsKeyId, kmsDataKeyReusePeriodSeconds } = encryption
  if (type === 'AWS_OWNED_KEY') {
    if (kmsKeyId === undefined && kmsDataKeyReusePeriodSeconds === undefined) return { type }
    throw invalidEncryption('A key and its reuse period belong to CUSTOMER_MANAGED_KMS_KEY.')
  }
  if (kmsKeyId === undefined) throw invalidEncryption('CUSTOMER_MANAGED_KMS_KEY needs a kmsKeyId.')
  return { type, kmsKeyId, kmsDataKeyReusePeriodSeconds: kmsDataKeyReusePeriodSeconds ?? 300 }
}

function invalidLogging(why: string): AwsError {
  return new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${why}`)
}

function invalidEncryption(why: string): AwsError {
  return new AwsError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${why}`)
}
