import { type Listener, listen, type ServiceRequest, type ServiceResponse, staticFile } from 'emulator'
import { createAdministration } from './administration/routes.ts'
import { CONSOLE_FILES } from './built-files.ts'
import { consoleOperations, invokeCheck } from './console-operations.ts'
import { answerOf, forward } from './console-proxy.ts'
import { SETTINGS_PATH, settingsResponse } from './console-settings.ts'
import type { Target } from './target.ts'

export interface ConsoleServerOptions {
  port: number
  target: Target
  readOnly: boolean
  /** Where the executions are, as the page shows it. */
  location: string
  /** Who acts from the page; undefined: it leaves the field blank. */
  who: string | undefined
}

/**
 * Serves the console's files and forwards its requests to the account: the same paths and protocols as an emulator's.
 */
export async function startConsoleServer(options: ConsoleServerOptions): Promise<Listener> {
  const { port, target, readOnly, location, who } = options
  // Looked up now, so that missing access is reported here and not in the browser.
  const stateMachine = (await target.stateMachine()).arn.split(':').at(-1)
  const operations = consoleOperations(target)
  const settings = settingsResponse({ readOnly, location, stateMachine, tableName: target.tableName, requestedBy: who })
  const administration = createAdministration(Promise.resolve(target), { readOnly })
  const listener = await listen(port, async (request) => {
    if (request.headers['x-amz-target'] !== undefined) return forward(request, operations, { readOnly })
    const invoked = request.method === 'POST' ? INVOCATION.exec(request.path)?.[1] : undefined
    if (invoked !== undefined) return answerOf(() => invokeCheck(target, invoked, request.body))
    return (await administration.handle(request)) ?? serveFile(request, settings)
  })
  return {
    port: listener.port,
    async close() {
      await administration.close()
      await listener.close()
    },
  }
}

const INVOCATION = /^\/2015-03-31\/functions\/([\w-]{1,200})\/invocations$/

async function serveFile({ method, path }: ServiceRequest, settings: ServiceResponse): Promise<ServiceResponse> {
  if (method !== 'GET' && method !== 'HEAD') return plain(404, 'AWS clients name their operation in X-Amz-Target.\n')
  if (path === '/' || path === '/console') return { ...plain(302, ''), headers: { location: '/console/' } }
  if (path === SETTINGS_PATH) return settings
  if (!path.startsWith('/console/') || path.includes('%')) return plain(404, 'Nothing is served at this address.\n')
  return staticFile(CONSOLE_FILES, path.slice('/console/'.length))
}

function plain(status: number, body: string): ServiceResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body }
}
