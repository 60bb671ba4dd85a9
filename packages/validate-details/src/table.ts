import { PermanentError, TransientError } from 'kit'
import * as v from 'valibot'

export interface Key {
  pk: string
  sk: string
}

const item = v.record(v.string(), v.record(v.string(), v.unknown()))
export type Item = v.InferOutput<typeof item>

const batchGetItemOutput = v.object({
  Responses: v.optional(v.record(v.string(), v.array(item)), {}),
  UnprocessedKeys: v.optional(v.record(v.string(), v.unknown()), {}),
})

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
  const output = v.safeParse(batchGetItemOutput, await call('BatchGetItem', { RequestItems: { [table]: request } }))
  // A throttled table answers with a part of what was asked for, and calls that a success.
  if (!output.success || Object.keys(output.output.UnprocessedKeys).length > 0) {
    throw new TransientError('RecordsUnavailable', 'DynamoDB read only some of the records. Try again.')
  }
  return output.output.Responses[table] ?? []
}

let client: Promise<typeof import('./dynamodb.ts')> | undefined

/** The client is most of a cold start: it is loaded with the first request that has something to look up. */
async function call(operation: string, payload: object): Promise<unknown> {
  client ??= import('./dynamodb.ts')
  const { call } = await client
  try {
    return await call(operation, payload)
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

// DynamoDB's own names for "not now" (its API reference, "Error handling"); the client has retried them already.
const TRANSIENT = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
])

function translate(error: unknown): Error {
  if (error instanceof PermanentError) return error
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  // DynamoDB puts a namespace before its names.
  const name = typeof code === 'string' ? code.slice(code.indexOf('#') + 1) : 'Unknown'
  // Where a connection was refused or broke, there is no status.
  if (TRANSIENT.has(name) || statusCode === undefined || Number(statusCode) >= 500) {
    return new TransientError('RecordsUnavailable', `DynamoDB did not answer (${name}). Try again.`)
  }
  return new PermanentError(
    'RecordsRefused',
    `DynamoDB refused a read (${name}). Check the table, its name and the role.`,
  )
}
