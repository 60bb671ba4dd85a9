import type { WorkerSettings } from '../worker-messages.ts'
import { runtimeError } from './describe-error.ts'

export type Handler = (event: unknown, context: object) => unknown

/** Throws what AWS's runtime reports where there is no such module or no such handler. */
export async function loadHandler({ bundleUrl, handler }: WorkerSettings): Promise<Handler> {
  const module = await load(bundleUrl, handler)
  const path = handler.slice(handler.indexOf('.') + 1)
  const found = find(module, path) ?? find(module.default, path)
  if (!found) throw runtimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`)
  if (typeof found !== 'function') throw runtimeError('Runtime.HandlerNotFound', `${handler} is not a function`)
  if (found.length >= 3) {
    throw runtimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.',
    )
  }
  return found as Handler
}

async function load(bundleUrl: string, handler: string): Promise<{ default?: unknown }> {
  try {
    return await import(bundleUrl)
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('Runtime.UserCodeSyntaxError', String(error), error.stack)
    const { code, url } = error as { code?: string; url?: string }
    if (code === 'ERR_MODULE_NOT_FOUND' && url === bundleUrl) {
      const file = handler.split('.')[0]
      throw runtimeError(
        'Runtime.ImportModuleError',
        `Error: Cannot find module '${file}'\nRequire stack:\n- /var/runtime/index.mjs`,
      )
    }
    if (code === 'MODULE_NOT_FOUND') throw runtimeError('Runtime.ImportModuleError', String(error))
    throw error
  }
}

function find(from: unknown, path: string): unknown {
  return path.split('.').reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], from)
}
