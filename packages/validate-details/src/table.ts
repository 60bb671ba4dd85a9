import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PermanentError, TransientError } from 'kit'

type Item = Record<string, AttributeValue>

/**
 * One item by its keys, read consistently, with the named attributes; undefined where there is none.
 * Throws `RecordsUnavailable` where a retry can help, else `RecordsRefused`.
 */
export async function getItem(pk: string, sk: string, attributes: readonly string[]): Promise<Item | undefined> {
  const { client, GetItemCommand } = await connect()
  try {
    const { Item } = await client.send(
      new GetItemCommand({
        TableName: tableName(),
        Key: { pk: { S: pk }, sk: { S: sk } },
        ConsistentRead: true,
        // Placeholders, since "name" is one of DynamoDB's reserved words.
        ProjectionExpression: attributes.map((_, index) => `#a${index}`).join(', '),
        ExpressionAttributeNames: Object.fromEntries(attributes.map((attribute, index) => [`#a${index}`, attribute])),
      }),
    )
    return Item
  } catch (error) {
    throw translate(error)
  }
}

type Connection = { client: DynamoDBClient; GetItemCommand: typeof import('@aws-sdk/client-dynamodb').GetItemCommand }
let connection: Promise<Connection> | undefined

/** The SDK is most of a cold start: it is loaded with the first request that has something to look up. */
function connect(): Promise<Connection> {
  connection ??= import('./dynamodb.ts')
  return connection
}

function tableName(): string {
  const name = process.env.TABLE_NAME
  if (name === undefined || name === '') {
    throw new PermanentError('RecordsRefused', 'TABLE_NAME is not set: expected the name of the DynamoDB table in it.')
  }
  return name
}

// DynamoDB's own names for "not now" (its API reference, "Error handling"); the SDK has retried them already.
const TRANSIENT = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionConflictException',
  'TransactionInProgressException',
])

function translate(error: unknown): Error {
  const name = error instanceof Error ? error.name : 'Unknown'
  const code = (error as { code?: unknown } | null)?.code
  // A refused or broken connection has a system error code and no answer.
  if (TRANSIENT.has(name) || typeof code === 'string') {
    return new TransientError('RecordsUnavailable', `DynamoDB did not answer (${name}). Try again.`)
  }
  return error instanceof PermanentError
    ? error
    : new PermanentError('RecordsRefused', `DynamoDB refused a read (${name}). Check the table, its name and the role.`)
}
