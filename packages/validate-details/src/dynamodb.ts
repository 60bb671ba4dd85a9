import { HttpRequest } from '@smithy/core/protocols'
import { StandardRetryStrategy } from '@smithy/core/retry'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { SignatureV4 } from '@smithy/signature-v4'
import { Sha256 } from './sha256.ts'

export interface Answer {
  status: number
  /** DynamoDB's JSON; undefined where it is none, as what a proxy says. */
  body: unknown
}

/** Region, credentials and endpoint come from the environment, where Lambda puts them: nobody else is asked for any. */
const region = required('AWS_REGION')
const endpoint = new URL(process.env.AWS_ENDPOINT_URL_DYNAMODB ?? process.env.AWS_ENDPOINT_URL ?? awsEndpoint())
const { AWS_SESSION_TOKEN: sessionToken } = process.env
const signer = new SignatureV4({
  service: 'dynamodb',
  region,
  sha256: Sha256,
  credentials: {
    accessKeyId: required('AWS_ACCESS_KEY_ID'),
    secretAccessKey: required('AWS_SECRET_ACCESS_KEY'),
    ...(sessionToken === undefined ? {} : { sessionToken }),
  },
})
/** DynamoDB answers in milliseconds. Three attempts must fit the function's timeout. */
const http = new NodeHttpHandler({
  connectionTimeout: 500,
  requestTimeout: 1_400,
  socketTimeout: 1_400,
  throwOnRequestTimeout: true,
})

export const retries = new StandardRetryStrategy({ maxAttempts: 3 })

/** One attempt at an operation, in DynamoDB's own JSON. Rejects where there was no whole answer. */
export async function send(operation: string, payload: object): Promise<Answer> {
  const body = Buffer.from(JSON.stringify(payload))
  const request = new HttpRequest({
    method: 'POST',
    protocol: endpoint.protocol,
    hostname: endpoint.hostname,
    ...(endpoint.port === '' ? {} : { port: Number(endpoint.port) }),
    path: endpoint.pathname,
    headers: {
      host: endpoint.host,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': String(body.length),
      'x-amz-target': `DynamoDB_20120810.${operation}`,
    },
    body,
  })
  const { response } = await http.handle((await signer.sign(request)) as HttpRequest)
  const chunks: Buffer[] = []
  for await (const chunk of response.body) chunks.push(chunk)
  return { status: response.statusCode, body: parsed(Buffer.concat(chunks).toString()) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** In China the names end otherwise. In a partition with other names still, AWS_ENDPOINT_URL_DYNAMODB has to say so. */
function awsEndpoint(): string {
  return `https://dynamodb.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}

function required(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') {
    throw new Error(`${name} is not set: expected what Lambda sets it to.`)
  }
  return value
}
