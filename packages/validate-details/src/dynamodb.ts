import { BatchGetItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb'

/**
 * Region, credentials and endpoint come from the environment alone, as Lambda sets it: asking the SDK's whole
 * credential chain is most of what loading it costs.
 */
export const client = new DynamoDBClient({
  maxAttempts: 3,
  credentials: async () => credentialsFromEnvironment(),
  // What a command passes through is the same every time: worked out once.
  cacheMiddleware: true,
})
export { BatchGetItemCommand }

function credentialsFromEnvironment() {
  const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', AWS_SESSION_TOKEN } = process.env
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  }
}
