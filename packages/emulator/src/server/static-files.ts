import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { ServiceResponse } from '../service.ts'

const CONTENT_TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
}

/**
 * A file of `directory`. `path` is what follows /console/. Names without an extension are pages of the console and get its index.html,
 * so that a link to an execution can be opened directly.
 */
export async function staticFile(directory: string | undefined, path: string): Promise<ServiceResponse> {
  if (directory === undefined) return text(404, 'The console is not part of this start.')
  const name = path === '' || extname(path) === '' ? 'index.html' : path
  const file = join(directory, name)
  if (!file.startsWith(directory.endsWith(sep) ? directory : directory + sep)) return text(404, 'No such file.')
  try {
    const body = await readFile(file)
    return {
      status: 200,
      headers: {
        'content-type': CONTENT_TYPES[extname(file)] ?? 'application/octet-stream',
        // Hashed names may be kept for ever; the page that names them may not.
        'cache-control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
      body,
    }
  } catch {
    return text(404, name === 'index.html' ? 'The console is not built. Run pnpm build.' : 'No such file.')
  }
}

function text(status: number, message: string): ServiceResponse {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${message}\n` }
}
