import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

/** Answers as DynamoDB does where the emulator's never would: throttled, refusing, or not at all. */
let answer: RequestListener
const server = createServer((request, response) => answer(request, response))

beforeEach(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  vi.stubEnv('TABLE_NAME', 'records')
  vi.stubEnv('AWS_REGION', 'us-east-1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local')
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  // Each test has a client of its own: it keeps the address that it was made with.
  vi.resetModules()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const KEY = { pk: 'STUDENT#a@example.com', sk: 'RECORD' }

async function read(keys = [KEY]) {
  const { getItems } = await import('./table.ts')
  return getItems(keys, ['name'])
}

const replies =
  (status: number, body: object): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body))
  }

test('asks for every item in one request, consistently and by placeholders', async () => {
  const requests: unknown[] = []
  answer = async (request, response) => {
    requests.push(JSON.parse(Buffer.concat(await request.toArray()).toString()))
    replies(200, { Responses: { records: [{ sk: { S: 'RECORD' } }] }, UnprocessedKeys: {} })(request, response)
  }
  expect(await read([KEY, { pk: 'COURSE#c', sk: 'COURSE' }])).toEqual([{ sk: { S: 'RECORD' } }])
  expect(requests).toEqual([
    {
      RequestItems: {
        records: {
          Keys: [
            { pk: { S: 'STUDENT#a@example.com' }, sk: { S: 'RECORD' } },
            { pk: { S: 'COURSE#c' }, sk: { S: 'COURSE' } },
          ],
          ConsistentRead: true,
          ProjectionExpression: '#a0, #a1, #a2',
          ExpressionAttributeNames: { '#a0': 'pk', '#a1': 'sk', '#a2': 'name' },
        },
      },
    },
  ])
})

test('asks for nothing where there are no keys', async () => {
  answer = (_, response) => response.destroy()
  expect(await read([])).toEqual([])
})

test('a part of the answer is no answer: a record that was not read is not one that is missing', async () => {
  const Keys = [{ pk: { S: KEY.pk }, sk: { S: KEY.sk } }]
  answer = replies(200, { Responses: {}, UnprocessedKeys: { records: { Keys } } })
  await expect(read()).rejects.toMatchObject({ name: 'RecordsUnavailable' })
})

const html: RequestListener = (_, response) => {
  response.writeHead(503, { 'content-type': 'text/html' }).end('<html>busy</html>')
}
const breaks: RequestListener = (_, response) => response.destroy()
const breaksHalfway: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 1000 }).write('{"Resp', () => response.destroy())
}
const isSilent: RequestListener = () => undefined
const type = (name: string) => ({ __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'm' })

test.each<[string, RequestListener]>([
  ['is throttled', replies(400, type('ThrottlingException'))],
  ['fails inside', replies(500, type('InternalServerError'))],
  ['answers with a page of something between', html],
  ['breaks the connection', breaks],
  ['breaks it in the middle of its answer', breaksHalfway],
  ['does not answer in time', isSilent],
])(
  'where DynamoDB %s, it is asked three times, and the workflow may ask again',
  async (_, once) => {
    let requests = 0
    answer = (request, response) => {
      requests++
      once(request, response)
    }
    await expect(read()).rejects.toMatchObject({ name: 'RecordsUnavailable' })
    expect(requests).toBe(3)
  },
  20_000,
)

test('what works at the second attempt has worked', async () => {
  let requests = 0
  answer = (request, response) => {
    const once = requests++ === 0 ? breaks : replies(200, { Responses: { records: [] }, UnprocessedKeys: {} })
    once(request, response)
  }
  expect(await read()).toEqual([])
})

test.each([
  ['a table that is not there', replies(400, type('ResourceNotFoundException'))],
  ['a role that may not', replies(400, type('AccessDeniedException'))],
  ['an address where something else is', replies(404, {})],
])('%s is told at once: another attempt cannot help', async (_, once) => {
  let requests = 0
  answer = (request, response) => {
    requests++
    once(request, response)
  }
  await expect(read()).rejects.toMatchObject({ name: 'RecordsRefused' })
  expect(requests).toBe(1)
})

test.each(['TABLE_NAME', 'AWS_REGION', 'AWS_SECRET_ACCESS_KEY'])('says so where %s is missing', async (name) => {
  vi.stubEnv(name, '')
  await expect(read()).rejects.toMatchObject({ name: 'RecordsRefused', message: expect.stringContaining(name) })
})
