import awsLite from '@aws-lite/client'
import { PermanentError } from 'kit'

const { AWS_SESSION_TOKEN: sessionToken } = process.env

/** Region, credentials and endpoint come from the environment, where Lambda puts them: nobody else is asked for any. */
const client = await awsLite({
  accessKeyId: required('AWS_ACCESS_KEY_ID'),
  secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
  ...(sessionToken === undefined ? {} : { sessionToken }),
  plugins: [],
  // Left to itself it keeps no connection to an endpoint that is not AWS's.
  keepAlive: true,
  // DynamoDB's JSON comes as it is: the client would try to make plain values of it.
  responseContentType: 'application/json',
  retries: 2,
})

/**
 * One operation in DynamoDB's own JSON. Throws an error with `statusCode` and DynamoDB's `code`, or with neither where there was no answer.
 */
export async function call(operation: string, payload: object): Promise<unknown> {
  const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `DynamoDB_20120810.${operation}` }
  const answer = await client({ service: 'dynamodb', awsjson: false, headers, payload })
  return answer.payload
}

function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new PermanentError('RecordsRefused', `${name} is not set: expected the credentials of the function's role.`)
  }
  return value
}
