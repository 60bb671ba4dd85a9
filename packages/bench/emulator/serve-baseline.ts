import { createServer } from 'node:http'
import { pathToFileURL } from 'node:url'
import { serve } from '../shared/serve.ts'
import { createRecords } from './records.ts'
import type { Direct, Handler } from './scenario.ts'

/**
 * A bare endpoint that calls the handlers in its own process: no history, no isolation. It also serves the records that
 * they read over AWS's API, from a map.
 */
serve(async ({ direct, setUp: { functions, tables } }) => {
  if (direct === undefined) throw new Error('The baseline has nothing to call: expected "direct" in its options.')
  const exported = (await import(pathToFileURL(direct.module).href)) as Record<string, Direct>
  const handlers: Record<string, Handler> = {}
  for (const { name, bundle, handler } of functions) {
    const exports = (await import(pathToFileURL(bundle).href)) as Record<string, Handler>
    const found = exports[handler.split('.')[1] ?? '']
    if (found !== undefined) handlers[name] = found
  }
  const records = createRecords(tables)
  const answer = async (target: string | undefined, input: unknown): Promise<unknown> => {
    if (target === undefined) return exported[direct.name]?.(handlers, input)
    const operation = records[target.split('.')[1] ?? '']
    if (operation === undefined) throw new Error(`The bare endpoint has no ${target}.`)
    return operation(input as Parameters<typeof operation>[0])
  }
  // It is idle while the emulator is measured, and must not drop its connections then.
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk) => {
      text += chunk
    })
    request.on('end', async () => {
      const target = request.headers['x-amz-target'] as string | undefined
      const body = await answer(target, JSON.parse(text)).then(JSON.stringify, (error) => {
        response.statusCode = 500
        return String(error)
      })
      response.setHeader('content-type', 'application/json')
      response.end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address object.')
  const url = `http://127.0.0.1:${address.port}`
  // What Lambda sets for a function.
  Object.assign(process.env, ...functions.map(({ environment }) => environment), {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  })
  return {
    url,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
})
