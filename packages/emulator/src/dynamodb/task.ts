import { crc32 } from 'node:zlib'
import { AwsError } from '../aws-error.ts'
import { sdkMetadata } from '../sdk-metadata.ts'
import type { TaskOutcome } from '../service.ts'
import type { DynamoDb } from './dynamodb.ts'
import { newRequestId } from './protocol.ts'
import { inSdkNames } from './sdk-names.ts'
import { optimisedParameters, ParameterError, readParameters, sdkParameters } from './task-parameters.ts'

const RESOURCE = /:states:::(?<sdk>aws-sdk:)?dynamodb:(?<action>[a-zA-Z]+)/

/** A Task of `dynamodb:getItem|putItem|updateItem|deleteItem`, or of `aws-sdk:dynamodb:` and an action. */
export async function runDynamoDbTask(
  db: DynamoDb,
  resource: string,
  input: string,
  signal?: AbortSignal,
): Promise<TaskOutcome> {
  const { sdk, action = '' } = RESOURCE.exec(resource)?.groups ?? {}
  const operation = action.charAt(0).toUpperCase() + action.slice(1)
  const shapes = sdk === undefined ? optimisedParameters : sdkParameters
  const shape = Object.hasOwn(shapes, operation) ? shapes[operation] : undefined
  if (!shape) return { error: 'States.Runtime', cause: `The resource ${resource} is not supported here` }
  const requestId = newRequestId()
  try {
    const output = await db.request(operation, readParameters(JSON.parse(input), shape), signal)
    return { output: sdk === undefined ? withMetadata(output, requestId) : sortedText(inSdkNames(output)) }
  } catch (error) {
    if (error instanceof ParameterError) return { error: 'States.Runtime', cause: error.message }
    if (signal?.aborted) return { error: 'DynamoDb.SdkClientException', cause: 'Nobody waits for this task any more.' }
    if (error instanceof AwsError) return failure(error, sdk !== undefined, requestId)
    throw error
  }
}

/** Exceptions that the SDKs of the two integrations have a class for: any other comes under the name of the service. */
const MODELLED = new Set([
  'ConditionalCheckFailedException',
  'IdempotentParameterMismatchException',
  'InternalServerErrorException',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceededException',
  'ResourceInUseException',
  'ResourceNotFoundException',
  'ThrottlingException',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
])

function failure({ name, message, status }: AwsError, sdk: boolean, requestId: string): TaskOutcome {
  const exception = name === 'InternalServerError' ? 'InternalServerErrorException' : name
  if (sdk) {
    const details = `Service: DynamoDb, Status Code: ${status}, Request ID: ${requestId}`
    return {
      error: `DynamoDb.${MODELLED.has(exception) ? exception : 'DynamoDbException'}`,
      cause: `${message} (${details})`,
    }
  }
  const details = `Service: AmazonDynamoDBv2; Status Code: ${status}; Error Code: ${name}; Request ID: ${requestId}; Proxy: null`
  return {
    error: `DynamoDB.${MODELLED.has(exception) ? exception : 'AmazonDynamoDBException'}`,
    cause: `${message} (${details})`,
  }
}

/** The optimised integration adds what it knows of the HTTP response. */
function withMetadata(output: Record<string, unknown>, requestId: string): string {
  const body = JSON.stringify(output)
  const headers: Record<string, string> = {
    Server: 'Server',
    Connection: 'keep-alive',
    'x-amzn-RequestId': requestId,
    'x-amz-crc32': String(crc32(body)),
    'Content-Length': String(Buffer.byteLength(body)),
    Date: new Date().toUTCString(),
    'Content-Type': 'application/x-amz-json-1.0',
  }
  return sortedText({ ...output, ...sdkMetadata(headers, requestId) })
}

/** Step Functions writes the members of a result in the order of their names. */
function sortedText(output: Record<string, unknown>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(output).sort(([a], [b]) => (a < b ? -1 : 1))))
}
