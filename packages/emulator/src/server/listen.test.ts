import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Listener, listen } from './listen.ts'

let listener: Listener
let slow: PromiseWithResolvers<void>
let asked: PromiseWithResolvers<void>
let sockets: Socket[]
beforeEach(async () => {
  slow = Promise.withResolvers()
  asked = Promise.withResolvers()
  sockets = []
  const limits = { headersMs: 100, requestMs: 200, checkMs: 10 }
  const answer = async ({ path }: { path: string }) => {
    if (path === '/slow') {
      asked.resolve()
      await slow.promise
    }
    return { status: 200, headers: {}, body: path }
  }
  listener = await listen(0, answer, limits)
})
afterEach(async () => {
  slow.resolve()
  for (const socket of sockets) socket.destroy()
  await listener.close()
})

const HEAD = 'HTTP/1.1\r\nHost: 127.0.0.1\r\n'

async function open(): Promise<Socket> {
  const socket = connect(listener.port, '127.0.0.1')
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

/** Sends a request's beginning and then a byte now and then, for as long as the server listens. Returns what the server said. */
async function drip(beginning: string): Promise<string> {
  const socket = await open()
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.on('error', () => undefined)
  socket.write(beginning)
  const dripping = setInterval(() => socket.write('x'), 5)
  try {
    await new Promise((resolve) => socket.once('close', resolve))
  } finally {
    clearInterval(dripping)
  }
  return answer
}

async function ask(socket: Socket, path: string): Promise<string> {
  socket.write(`GET ${path} ${HEAD}\r\n`)
  return String((await once(socket, 'data'))[0])
}

test('ends a request whose headers only drip in', async () => {
  expect(await drip(`POST / ${HEAD}X-Slow: `)).toMatch(/^HTTP\/1.1 408 /)
})

test('ends a request whose body only drips in', async () => {
  expect(await drip(`POST / ${HEAD}Content-Length: 1000000\r\n\r\n`)).toMatch(/^HTTP\/1.1 408 /)
})

test('cuts off neither an answer that takes longer than a request may, nor a connection that is kept for later', async () => {
  const [waiting, idle] = await Promise.all([open(), open()])
  expect(await ask(idle, '/first')).toMatch(/^HTTP\/1.1 200 [\s\S]*\/first$/)
  const answer = ask(waiting, '/slow')
  await asked.promise
  // Begins after the other two and is ended by both limits: had they been due for it, they would be gone by now.
  await drip(`POST / ${HEAD}X-Slow: `)
  await drip(`POST / ${HEAD}Content-Length: 1000000\r\n\r\n`)
  slow.resolve()
  expect(await answer).toMatch(/^HTTP\/1.1 200 [\s\S]*\/slow$/)
  expect(await ask(idle, '/again')).toMatch(/^HTTP\/1.1 200 [\s\S]*\/again$/)
})
