import { once } from 'node:events'
import { createServer } from 'node:net'
import { table } from 'records'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { listeningAddresses } from './listening-sockets.ts'
import { type RawAnswer, rawRequest } from './raw-request.ts'
import { type ServedConsole, serveConsole } from './serve-console.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
let served: ServedConsole
beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
  served = await serveConsole(emulator.url, '--read-write')
})
afterAll(async () => {
  await served?.stop()
  await emulator?.stop()
  await data?.remove()
})

describe.skipIf(process.platform !== 'linux')('listening sockets', () => {
  test('those of `enroll local` and `enroll console` are loopback', async () => {
    expect(await listeningAddresses(emulator.pid)).toEqual(['127.0.0.1'])
    expect(await listeningAddresses(served.pid)).toEqual(['127.0.0.1'])
  })

  test('control: one on every address is seen', async () => {
    const server = createServer().listen(0, '0.0.0.0')
    await once(server, 'listening')
    expect(await listeningAddresses(process.pid)).toContain('00000000')
    server.close()
  })
})

const servers = () => [emulator.url, served.url]

const OUTSIDE = [
  '../../../../../../etc/passwd',
  '../package.json',
  '..%2f..%2f..%2f..%2fetc%2fpasswd',
  '%2e%2e/%2e%2e/package.json',
  '%252e%252e%252fpackage.json',
  '..%5c..%5cpackage.json',
  '..\\..\\package.json',
  'assets/../../package.json',
  '/etc/passwd',
  '%2fetc%2fpasswd',
  'index.html%00.js',
  '%00',
  '%',
  '....//package.json',
]
const PREFIXES = ['/console/', '/administration/', '/administration/batches/', '/console/assets/']

test('no path leads out of the console or into another route', async () => {
  const page = (await rawRequest(emulator.url, '/console/')).body
  for (const url of servers()) {
    for (const prefix of PREFIXES) {
      for (const path of OUTSIDE) {
        const { status, body } = await rawRequest(url, prefix + path)
        // A name without an extension is a page of the console.
        if (status === 200) expect(body).toBe(page)
        else
          expect([prefix + path, status]).toEqual([
            prefix + path,
            expect.toSatisfy((code) => code >= 400 && code < 500),
          ])
      }
    }
  }
})

const PAGES = ['/', '/console', '/console/', '/console/none.js', '/console/executions/x', '/console/settings.json']
const OTHERS = ['/nothing', '/console/%00', '/administration/batches', '/administration/none', '/2015-03-31/functions']

test.each([...PAGES, ...OTHERS])(
  'what is served at %s runs nothing of another origin, and is not guessed at',
  async (path) => {
    for (const url of servers()) {
      const { headers } = await rawRequest(url, path)
      expect(headers['content-security-policy']).toContain("default-src 'self'; ")
      expect(headers['x-content-type-options']).toBe('nosniff')
    }
  },
)

const METHODS = ['GET', 'PUT', 'DELETE', 'PATCH', 'POST', 'OPTIONS']
const deep = (depth: number) =>
  '[]'
    .split('')
    .map((bracket) => bracket.repeat(depth))
    .join('')
const BODIES: Record<string, string | Buffer> = {
  empty: '',
  'not JSON': '{"TableName":',
  'an array': '[{"TableName":"x"}]',
  null: 'null',
  'a text': '"x"',
  'not UTF-8': Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
  'more than 1 MB': JSON.stringify({ TableName: 'x'.repeat(1_100_000) }),
  'deep arrays': deep(50_000),
  'a deep member': `{"TableName":"${table.name}","Key":${deep(50_000)}}`,
  'a deep attribute': `{"TableName":"${table.name}","Key":{"pk":${'{"L":['.repeat(20_000)}${']}'.repeat(20_000)}}}`,
}
const TARGETS = [
  'AWSStepFunctions.StartExecution',
  'AWSStepFunctions.CreateStateMachine',
  'AWSStepFunctions.None',
  'DynamoDB_20120810.GetItem',
  'DynamoDB_20120810.PutItem',
  'DynamoDB_20120810.None',
  'Logs_20140328.FilterLogEvents',
  'Logs_20140328.None',
  'None',
]
const TYPES = ['application/x-amz-json-1.0', 'text/plain', 'image/png']

/** The error of an answer that has none in the shape of AWS. */
function notOfAws({ status, headers, body }: RawAnswer): string | undefined {
  if (status < 400 || status >= 500) return `${status} ${body.slice(0, 200)}`
  try {
    const { __type, Type } = JSON.parse(body)
    if (typeof (__type ?? headers['x-amzn-errortype'] ?? Type) === 'string') return undefined
  } catch {
    // Reported below.
  }
  return `${status} without a type: ${body.slice(0, 200)}`
}

/** All methods with all bodies. Resolves with what `problem` finds in the answers. */
async function sendAll(
  url: string,
  path: string,
  headers: Record<string, string>,
  problem: (answer: RawAnswer) => string | undefined,
): Promise<string[]> {
  const problems: string[] = []
  for (const method of METHODS) {
    for (const [name, body] of Object.entries(BODIES)) {
      const found = problem(await rawRequest(url, path, { method, headers, body }))
      if (found !== undefined) problems.push(`${method} with ${name}: ${found}`)
    }
  }
  return problems
}

const goesOn = async () => {
  for (const url of servers()) expect((await rawRequest(url, '/console/settings.json')).status).toBe(200)
}
afterEach(goesOn)

const isServerFault = ({ status, body }: RawAnswer) => (status < 500 ? undefined : `${status} ${body}`)
const JSON_TYPE = { 'content-type': 'application/json' }

test.each(TARGETS)(
  '%s: every method with a malformed body is an error of AWS, here and through the console',
  async (target) => {
    for (const [index, url] of servers().entries()) {
      const headers = {
        'x-amz-target': target,
        'content-type': TYPES[(TARGETS.indexOf(target) + index) % TYPES.length] ?? '',
      }
      expect(await sendAll(url, '/', headers, notOfAws)).toEqual([])
    }
  },
)

test.each(['functions/none/invocations', 'functions/%zz/invocations', 'functions', 'none'])(
  'Lambda at %s: every method with a malformed body is an error of AWS, except for lists',
  async (path) => {
    const problem = (answer: RawAnswer) =>
      answer.status === 200 && path === 'functions' ? undefined : notOfAws(answer)
    expect(await sendAll(emulator.url, `/2015-03-31/${path}`, JSON_TYPE, problem)).toEqual([])
    expect(await sendAll(served.url, `/2015-03-31/${path}`, JSON_TYPE, isServerFault)).toEqual([])
  },
)

test('a function that is there takes what is JSON, and its server refuses the rest', async () => {
  const path = '/2015-03-31/functions/check-name/invocations'
  const problem = (answer: RawAnswer) => (answer.status === 200 ? undefined : notOfAws(answer))
  expect(await sendAll(emulator.url, path, JSON_TYPE, problem)).toEqual([])
  expect(await sendAll(served.url, path, JSON_TYPE, isServerFault)).toEqual([])
})

test.each(['batches', 'batches/x', 'batches/x/start', 'students/rename', 'students/import', 'none'])(
  'the administration at %s refuses what it cannot read',
  async (path) => {
    const headers = { 'content-type': 'application/octet-stream' }
    for (const url of servers())
      expect(await sendAll(url, `/administration/${path}`, headers, isServerFault)).toEqual([])
  },
)

test('what is refused is not repeated: a body may name somebody', async () => {
  const headers = { 'x-amz-target': 'DynamoDB_20120810.GetItem' }
  for (const url of servers()) {
    const read = await rawRequest(url, '/', { method: 'POST', headers, body: 'Quillemonde' })
    const renamed = await rawRequest(url, '/administration/students/rename', {
      method: 'POST',
      headers: JSON_TYPE,
      body: 'Quillemonde',
    })
    expect([read.body, renamed.body].join()).not.toContain('Quillemonde')
  }
})

test.each([
  ['a path', '../../../etc/passwd.csv', 'passwd'],
  ['a path of Windows', '..\\..\\boot.csv', 'boot'],
  ['a header', 'x\r\nSet-Cookie: a=b.csv', 'x\r\nSet-Cookie: a=b'],
  ['200 emoji', `${'😀'.repeat(200)}a.csv`, `${'😀'.repeat(115)}a`],
  ['no escape', '%', '%'],
])(
  'a file whose name is %s is known by its last part alone, and its results are named after it',
  async (_, name, base) => {
    const sent = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: 'Name,Email,Paid\n' }
    const { body } = await rawRequest(served.url, `/administration/batches?name=${encodeURIComponent(name)}`, sent)
    const { status, headers } = await rawRequest(served.url, `/administration/batches/${JSON.parse(body).id}/results`)
    expect(status).toBe(200)
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['content-disposition']).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(base)}.results.csv`)
  },
)
