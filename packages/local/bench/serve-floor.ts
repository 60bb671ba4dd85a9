import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import type { Handler, Scenario } from './scenario.ts'

/** A bare endpoint that calls the handlers in its own process: no history, no isolation. Argument: the module of the scenario. */
const [module = ''] = process.argv.slice(2)
const { scenario } = (await import(module)) as { scenario: Scenario }
const handlers: Record<string, Handler> = {}
for (const { name, bundle, handler } of scenario.functions) {
  const exported = (await import(pathToFileURL(bundle).href)) as Record<string, Handler>
  const found = exported[handler.split('.')[1] ?? '']
  if (found !== undefined) handlers[name] = found
}
const server = createServer((request, response) => {
  let text = ''
  request.setEncoding('utf8')
  request.on('data', (chunk) => {
    text += chunk
  })
  request.on('end', async () => {
    const body = JSON.stringify(await scenario.direct(handlers, JSON.parse(text)))
    response.setHeader('content-type', 'application/json')
    response.end(body)
  })
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address.port}` })
})
process.on('message', (message) => {
  if (message === 'usage') process.send?.({ rssBytes: process.memoryUsage().rss, cpu: process.cpuUsage() })
  if (message === 'close') {
    server.close()
    server.closeAllConnections()
    process.disconnect()
  }
})
