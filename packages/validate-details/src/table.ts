import { setTimeout as delay } from 'node:timers/promises'
import { PermanentError, TransientError } from 'kit'
import * as v from 'valibot'
import type { Answer } from './dynamodb.ts'

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

function tableName(): string {
  const name = process.env.TABLE_NAME
  if (name === undefined || name === '') {
    throw new PermanentError('RecordsRefused', 'TABLE_NAME is not set: expected the name of the DynamoDB table in it.')
  }
  return name
}

/** The client is a good part of a cold start: it is loaded with the first request that has something to look up. */
let client: typeof import('./dynamodb.ts') | undefined

async function connect() {
  try {
    client ??= await import('./dynamodb.ts')
    return client
  } catch (error) {
    throw new PermanentError('RecordsRefused', error instanceof Error ? error.message : 'The client cannot be loaded.')
  }
}

/** One operation of DynamoDB: up to three attempts, as long as another one can help. */
async function call(operation: string, payload: object): Promise<unknown> {
  const { send, retries } = await connect()
  let token = await retries.acquireInitialRetryToken('dynamodb')
  for (;;) {
    const answer = await send(operation, payload).catch(noAnswer)
    const error = errorOf(answer)
    if (error === undefined) {
      retries.recordSuccess(token)
      return answer.body
    }
    if (!(error instanceof TransientError)) throw error
    token = await retries.refreshRetryTokenForRetry(token, { errorType: 'TRANSIENT' }).catch(() => {
      throw error
    })
    await delay(token.getRetryDelay())
  }
}

/** A connection was refused, or broke, or nothing came in time. */
function noAnswer(): Answer {
  return { status: 0, body: undefined }
}

// DynamoDB's own names for "not now" that come with a status as if the request were wrong (its API reference, "Error handling").
const TRANSIENT = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestTimeout',
  'Throttling',
  'ThrottlingException',
])

function errorOf({ status, body }: Answer): Error | undefined {
  if (status === 200 && body !== undefined) return undefined
  const name = nameOf(body) ?? (status === 0 ? 'no answer' : `status ${status}`)
  if (TRANSIENT.has(name) || status === 0 || status === 200 || status === 429 || status >= 500) {
    return new TransientError('RecordsUnavailable', `DynamoDB did not answer (${name}). Try again.`)
  }
  return new PermanentError(
    'RecordsRefused',
    `DynamoDB refused a read (${name}). Check the table, its name and the role.`,
  )
}

/** `namespace#Name:more`, of which the name counts. */
function nameOf(body: unknown): string | undefined {
  const { __type: type } = (body ?? {}) as { __type?: unknown }
  return typeof type === 'string' ? type.split('#').at(-1)?.split(':')[0] : undefined
}
