import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { advisoriesOf, versionsIn } from './advisories.ts'

const BILL = {
  components: [
    { group: '@middy', name: 'core', version: '7.9.2' },
    { name: 'valibot', version: '1.5.0' },
    { name: 'kit', version: '1.0.0' },
  ],
}
const own = new Set(['kit'])

/** A registry that knows something against valibot, and answers nothing below /silent/. */
const server = createServer(async (request, response) => {
  const asked = (await json(request)) as Record<string, string[]>
  const known = { valibot: [{ title: 'slow pattern', severity: 'high', url: 'https://example.com/1' }] }
  if (request.url?.startsWith('/silent/')) response.writeHead(405).end()
  else response.end(JSON.stringify('valibot' in asked ? known : {}))
})
let registry = ''
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  registry = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
})
afterAll(() => server.close())

test('what ships is asked for by name and version, our own packages are not', () => {
  expect(versionsIn([BILL, BILL], own)).toEqual({ '@middy/core': ['7.9.2'], valibot: ['1.5.0'] })
})

test('an advisory of what ships is a line', async () => {
  expect(await advisoriesOf([BILL], { registry, own })).toEqual([
    'valibot 1.5.0: high, slow pattern (https://example.com/1)',
  ])
})

test('a registry that does not answer is no registry without advisories', async () => {
  await expect(advisoriesOf([BILL], { registry: `${registry}silent/`, own })).rejects.toThrow('answered 405')
})
