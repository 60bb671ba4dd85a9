import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

/** What is wrong with a request that no client of ours sends and that could be read in two ways, or undefined. */
export function malformation({ url = '/', rawHeaders }: IncomingMessage): string | undefined {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
  if (hosts.length > 1) return 'A request has one Host header.'
  // `http://example.com/` names a host beside the one in the Host header (RFC 9112, 3.2.2).
  if (!url.startsWith('/')) return 'The target of a request begins with a slash: this server is no proxy.'
  return undefined
}

/** Why a request is not answered, or undefined. It keeps web pages of other sites out: this server asks nobody for credentials. */
export function refusal(method: string, headers: IncomingHttpHeaders): string | undefined {
  const { host, origin } = headers
  if (host === undefined || !isOwnHost(host)) {
    return 'The Host header must name this machine: 127.0.0.1, localhost, [::1] or a name that ends in .localhost.'
  }
  if (origin !== undefined && origin.toLowerCase() !== `http://${host.toLowerCase()}`) {
    return 'Requests from web pages of another origin are refused.'
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'Requests from web pages of another site are refused.'
  }
  if (method !== 'GET' && method !== 'HEAD' && canBeSentBlindly(headers)) {
    return 'Set a Content-Type that says what the body is, e.g. application/json.'
  }
  return undefined
}

/** StartSyncExecution's clients put `sync-` in front of the endpoint's host name. */
function isOwnHost(host: string): boolean {
  const name = host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^sync-/, '')
  return name === '127.0.0.1' || name === 'localhost' || name === '[::1]' || name.endsWith('.localhost')
}

/** The content types that a page may post to another site without asking first (Fetch standard, "CORS-safelisted request-header"). */
const BLIND_TYPES = new Set(['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'])

/** A page cannot set the headers of an AWS client without asking, and is not answered when it asks. */
function canBeSentBlindly(headers: IncomingHttpHeaders): boolean {
  const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  return BLIND_TYPES.has(type) && headers.authorization === undefined && headers['x-amz-target'] === undefined
}
