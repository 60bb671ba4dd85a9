import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let directory: string
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'console-'))
  writeFileSync(join(directory, 'index.html'), '<title>console</title>')
  writeFileSync(join(directory, 'app.js'), 'start()')
  emulator = await startTestEmulator({ consoleDirectory: directory })
})
afterAll(async () => {
  await emulator.close()
  rmSync(directory, { recursive: true })
})

/** A request with headers that fetch would not send, and the status and body of its answer. */
function raw(head: string, body = ''): Promise<{ status: number; head: string; body: string }> {
  return new Promise((resolve, reject) => {
    const socket = connect(emulator.port, '127.0.0.1', () => {
      socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`)
    })
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
    })
    socket.on('end', () => {
      const [top = '', ...rest] = text.split('\r\n\r\n')
      resolve({ status: Number(top.split(' ')[1]), head: top, body: rest.join('\r\n\r\n') })
    })
    socket.on('error', reject)
  })
}

const LIST = 'X-Amz-Target: AWSStepFunctions.ListStateMachines\r\nContent-Type: application/x-amz-json-1.0'

test.each([
  '127.0.0.1',
  'localhost:4566',
  '[::1]:80',
  'emulator.localhost',
  'sync-localhost:1',
  'sync-127.0.0.1',
  'LOCALHOST',
])('answers to the host name %s', async (host) => {
  expect((await raw(`POST / HTTP/1.1\r\nHost: ${host}\r\n${LIST}`)).status).toBe(200)
})

test.each(['example.com', '127.0.0.1.example.com', 'localhost.example.com', '10.0.0.1', '0.0.0.0', 'xlocalhost', ''])(
  'does not answer to the host name "%s"',
  async (host) => {
    const { status, body } = await raw(`POST / HTTP/1.1\r\nHost: ${host}\r\n${LIST}`)
    expect(status).toBe(403)
    expect(body).toContain('Host')
  },
)

test.each(['http://example.com/', 'http://127.0.0.1/', '*'])(
  'does not answer to the target %s, whatever the Host header says',
  async (target) => {
    const method = target === '*' ? 'OPTIONS' : 'POST'
    const { status, body } = await raw(`${method} ${target} HTTP/1.1\r\nHost: 127.0.0.1\r\n${LIST}`)
    expect(status).toBe(400)
    expect(JSON.parse(body)).toMatchObject({ __type: 'BadRequestException' })
  },
)

test('does not answer a request with two Host headers or none', async () => {
  const hosts = ['Host: 127.0.0.1\r\nHost: example.com', 'Host: 127.0.0.1\r\nhost: 127.0.0.1', 'X-No: host']
  for (const host of hosts) expect((await raw(`POST / HTTP/1.1\r\n${host}\r\n${LIST}`)).status).toBe(400)
})

test.each(['PUT', 'GET', 'DELETE', 'PATCH'])('takes no operation that is sent with %s', async (method) => {
  const { status, body } = await raw(`${method} / HTTP/1.1\r\nHost: 127.0.0.1\r\n${LIST}`, '{}')
  expect(status).toBe(400)
  expect(JSON.parse(body)).toEqual({
    __type: 'UnknownOperationException',
    message: 'An operation in X-Amz-Target is sent with POST.',
  })
})

test('answers its own page, and no page of another origin', async () => {
  const own = `127.0.0.1:${emulator.port}`
  const post = (origin: string) => raw(`POST / HTTP/1.1\r\nHost: ${own}\r\nOrigin: ${origin}\r\n${LIST}`)
  expect((await post(`http://${own}`)).status).toBe(200)
  for (const origin of ['http://example.com', 'null', `https://${own}`, 'http://127.0.0.1:1', 'http://localhost']) {
    const { status, head } = await post(origin)
    expect(status).toBe(403)
    expect(head.toLowerCase()).not.toContain('access-control')
  }
})

test('does not answer what a page of another site can send without asking', async () => {
  const invoke = 'POST /2015-03-31/functions/echo/invocations HTTP/1.1\r\nHost: 127.0.0.1'
  expect((await raw(`${invoke}\r\nContent-Type: text/plain`, '{}')).status).toBe(403)
  expect((await raw(`${invoke}\r\nContent-Type: multipart/form-data`, '{}')).status).toBe(403)
  expect((await raw(`${invoke}\r\nSec-Fetch-Site: cross-site`, '{}')).status).toBe(403)
  expect((await raw(`${invoke}\r\nContent-Type: application/json`, '{}')).status).toBe(200)
  const preflight = `OPTIONS / HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://example.com\r\nAccess-Control-Request-Method: POST`
  expect((await raw(preflight)).status).toBe(403)
})

test('sends every answer with a request id of its own', async () => {
  const ids = await Promise.all([1, 2].map(async () => (await fetch(emulator.url)).headers.get('x-amzn-requestid')))
  expect(new Set(ids).size).toBe(2)
  expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
})

test.each(['Nothing.Here', 'AWSStepFunctions.Nothing', 'AWSStepFunctions.', 'AWSStepFunctions.__proto__', 'x'])(
  'refuses the unknown operation %s by its name',
  async (target) => {
    const response = await fetch(emulator.url, { method: 'POST', headers: { 'x-amz-target': target }, body: '{}' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ __type: 'UnknownOperationException' })
  },
)

test('serves the console, its deep links included, and nothing outside its directory', async () => {
  const get = async (path: string) => {
    const response = await fetch(emulator.url + path, { redirect: 'manual' })
    return [response.status, response.headers.get('content-type') ?? response.headers.get('location')]
  }
  expect(await get('/console')).toEqual([308, '/console/'])
  expect(await get('/console/')).toEqual([200, 'text/html; charset=utf-8'])
  expect(await get('/console/executions/some-arn')).toEqual([200, 'text/html; charset=utf-8'])
  expect(await get('/console/app.js')).toEqual([200, 'text/javascript; charset=utf-8'])
  expect((await get('/console/none.js'))[0]).toBe(404)
  expect((await get('/elsewhere'))[0]).toBe(404)
  for (const path of [
    '/console/../../../etc/passwd.txt',
    '/console/..%2f..%2fetc%2fpasswd.txt',
    '/console/%00.js',
    '/console/%',
  ]) {
    expect((await raw(`GET ${path} HTTP/1.1\r\nHost: localhost`)).status).toBe(404)
  }
})

test.each(['', 'app.js', 'none.js', 'executions/some-arn'])(
  'lets /console/%s run and load nothing of another origin, and be framed by none',
  async (path) => {
    const { headers } = await fetch(`${emulator.url}/console/${path}`)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  },
)

test('says so when no console is part of the start, or none is built', async () => {
  const bare = await startTestEmulator()
  const unbuilt = await startTestEmulator({ consoleDirectory: join(directory, 'not-built') })
  try {
    expect(await (await fetch(`${bare.url}/console/`)).text()).toContain('not part of this start')
    expect(await (await fetch(`${unbuilt.url}/console/`)).text()).toContain('pnpm build')
  } finally {
    await bare.close()
    await unbuilt.close()
  }
})

test('refuses a body that no service takes', async () => {
  const head = 'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json'
  const response = await new Promise<string>((resolve, reject) => {
    const socket = connect(emulator.port, '127.0.0.1', () =>
      socket.write(`${head}\r\nContent-Length: 99999999\r\n\r\n{`),
    )
    socket.once('data', (chunk) => resolve(String(chunk)))
    socket.once('error', reject)
  })
  expect(response).toMatch(/^HTTP\/1.1 413 /)
  expect((await fetch(`${emulator.url}/health`)).status).toBe(200)
})

test('lives on when clients hang up in the middle of a request', async () => {
  for (let times = 0; times < 10; times++) {
    await new Promise<void>((resolve) => {
      const socket = connect(emulator.port, '127.0.0.1', () => {
        socket.write(`POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n${LIST}\r\nContent-Length: 100\r\n\r\n{`, () => {
          socket.destroy()
          resolve()
        })
      })
    })
  }
  expect(await (await fetch(`${emulator.url}/health`)).json()).toEqual({ status: 'ok' })
})

test('a taken port is reported in one line that says what to do', async () => {
  const message = `Port ${emulator.port} on 127.0.0.1 is taken. Stop what listens there, or pick another port (0 takes any free one).`
  await expect(startTestEmulator({ port: emulator.port })).rejects.toMatchObject({ name: 'EmulatorError', message })
})
