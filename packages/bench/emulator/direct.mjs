import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { courseKey, DEFAULT_COURSE, studentKey, table } from 'records'

const rest = { complete: true, startedAt: new Date().toISOString(), execution: 'none' }
const context = { awsRequestId: 'bench', functionName: 'bench', getRemainingTimeInMillis: () => 3000 }

/** The handlers, each with what the workflow gives it; records are read with the AWS SDK, as a Lambda reads them. */
export const direct = (handlers, input) => enrolled(handlers, input, readWithSdk)

/** The same with unsigned reads over bare HTTP: less than AWS asks of a client. */
export const withBareReads = (handlers, input) => enrolled(handlers, input, readBare)

/** The handlers, but no record is looked for: less than the workflow does. */
export async function withoutReads(handlers, input) {
  const details = { ...rest, checks: await checked(handlers, input), course: false, records: [] }
  return handlers['validate-details']?.(details, context)
}

/** Rejects where the handlers do not enroll the student. */
async function enrolled(handlers, input, read) {
  const checks = await checked(handlers, input)
  const records = await read([studentKey(checks.Email.value), courseKey(DEFAULT_COURSE)])
  const decision = await handlers['validate-details']?.({ ...rest, checks, course: DEFAULT_COURSE, records }, context)
  if (!decision?.enroll) throw new Error(`Not enrolled: ${JSON.stringify(decision)}`)
  return decision
}

/** Made at the first read: the endpoint sets its own address and credentials once it listens. */
let client
async function readWithSdk(Keys) {
  client ??= new DynamoDBClient()
  const { Responses } = await client.send(new BatchGetItemCommand({ RequestItems: { [table.name]: { Keys } } }))
  return Responses[table.name]
}

async function readBare(Keys) {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: 'POST',
    headers: { 'x-amz-target': 'DynamoDB_20120810.BatchGetItem' },
    body: JSON.stringify({ RequestItems: { [table.name]: { Keys } } }),
  })
  return (await response.json()).Responses[table.name]
}

/** The results of all checks, by their fields. */
async function checked({ 'validate-details': _, ...checks }, input) {
  const results = await Promise.all(Object.values(checks).map((check) => check(input, context)))
  return Object.fromEntries(results.map((result) => [result.field, result]))
}
