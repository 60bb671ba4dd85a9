import { invalidToken } from './errors.ts'

/** A page token is bound to what it was given for: the same list with the same filters. */
export function pageToken(list: string, position: number): string {
  return Buffer.from(JSON.stringify([list, position])).toString('base64url')
}

/** The position in a token, or InvalidToken where it belongs to another list or is no token. */
export function readToken(list: string, token: string): number {
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(token, 'base64url').toString())
  } catch {
    throw invalidToken()
  }
  if (!Array.isArray(content) || content[0] !== list) throw invalidToken()
  const position: unknown = content[1]
  if (!Number.isSafeInteger(position) || Number(position) < 0) throw invalidToken()
  return Number(position)
}

/** One page of a short list that is at hand as a whole. */
export function pageOf<T>(
  items: readonly T[],
  list: string,
  { maxResults, nextToken }: { maxResults: number | undefined; nextToken: string | undefined },
): { page: readonly T[]; nextToken?: string } {
  const from = nextToken === undefined ? 0 : readToken(list, nextToken)
  const to = from + (maxResults || DEFAULT_PAGE)
  return { page: items.slice(from, to), ...(to < items.length && { nextToken: pageToken(list, to) }) }
}

/** What maxResults 0, or none, means. */
export const DEFAULT_PAGE = 100
