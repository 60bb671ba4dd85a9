import { AwsError } from '../aws-error.ts'
import { type JsonProtocol, jsonService } from '../server/json-service.ts'
import type { Service } from '../service.ts'
import { StorageError } from '../storage/storage-error.ts'
import type { StepFunctionsContext } from './operation.ts'
import { OPERATIONS } from './operations.ts'

const FAULT = 'The request could not be answered because of a fault in this server.'

const PROTOCOL: JsonProtocol = {
  service: 'Step Functions',
  target: 'AWSStepFunctions',
  version: '1.0',
  internalError: (cause) =>
    new AwsError('InternalFailure', cause instanceof StorageError ? cause.message : FAULT, { status: 500, cause }),
}

export function createStepFunctions(context: StepFunctionsContext): Service {
  return { handle: jsonService(PROTOCOL, OPERATIONS, context), close: () => Promise.resolve() }
}
