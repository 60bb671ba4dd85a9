import type { AttributeValue, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { PermanentError, TransientError } from 'kit'

type Item = Record<string, AttributeValue>

export interface Key {
  pk: string
  sk: string
}

/**
 * Up to 100 items by their keys, read consistently in one request, with their keys and the named attributes; those that are not there
 * are left out. Throws `RecordsUnavailable` where a retry can help, else `RecordsRefused`.
 */
export async function getItems(keys: readonly Key[], attributes: readonly string[]): Promise<Item[]> {
  if (keys.length === 0) return []
  const names = ['pk', 'sk', ...attributes]
  const table = tableName()
  const request = {
    Keys: keys.map(({ pk, sk }) => ({ pk: { S: pk }, sk: { S: sk } })),
    ConsistentRead: true,
    // Placeholders, since "name" is one of DynamoDB's reserved words.
    ProjectionExpression: names.map((_, index) => `#a${index}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(names.map((name, index) => [`#a${index}`, name])),
  }
  const { Responses, UnprocessedKeys } = await batchGetItem({ [table]: request })
  // A throttled table answers with a part of what was asked for, and calls that a success.
  if (Object.keys(UnprocessedKeys ?? {}).length > 0) {
    throw new TransientError('RecordsUnavailable', 'DynamoDB read only some of the records. Try again.')
  }
  return Responses?.[table] ?? []
}

type BatchGetItemCommand = typeof import('@aws-sdk/client-dynamodb').BatchGetItemCommand
type Connection = { client: DynamoDBClient; BatchGetItemCommand: BatchGetItemCommand }
type RequestItems = ConstructorParameters<BatchGetItemCommand>[0]['RequestItems']
let connection: Promise<Connection> | undefined

/** The SDK is most of a cold start: it is loaded with the first request that has something to look up. */
function connect(): Promise<Connection> {
  connection ??= import('./dynamodb.ts')
  return connection
}

async function batchGetItem(RequestItems: RequestItems) {
  const { client, BatchGetItemCommand } = await connect()
  try {
    return await client.send(new BatchGetItemCommand({ RequestItems }))
  } catch (error) {
    throw translate(error)
  }
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
])

function translate(error: unknown): Error {
  const name = error instanceof Error ? error.name : 'Unknown'
  const code = (error as { code?: unknown } | null)?.code
  // A refused or broken connection has a system error code and no answer.
  if (TRANSIENT.has(name) || typeof code === 'string') {
    return new TransientError('RecordsUnavailable', `DynamoDB did not answer (${name}). Try again.`)
  }
  return new PermanentError(
    'RecordsRefused',
    `DynamoDB refused a read (${name}). Check the table, its name and the role.`,
  )
}
