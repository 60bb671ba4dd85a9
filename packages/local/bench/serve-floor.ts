import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { Direct, Handler } from './scenario.ts'
import { serve } from './serve.ts'

/** A bare endpoint that calls the handlers in its own process: no history, no isolation, no store. */
serve(async ({ direct: path, setUp: { functions } }) => {
  const { direct } = (await import(pathToFileURL(path).href)) as { direct: Direct }
  const handlers: Record<string, Handler> = {}
  for (const { name, bundle, handler } of functions) {
    const exported = (await import(pathToFileURL(bundle).href)) as Record<string, Handler>
    const found = exported[handler.split('.')[1] ?? '']
    if (found !== undefined) handlers[name] = found
  }
  // It is idle while the machine room has its turn, and must not drop its connections then.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', async () => {
      const body = JSON.stringify(await direct(handlers, JSON.parse(text)))
      response.setHeader('content-type', 'application/json')
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address object.')
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
})
