import { makeToken, readToken } from './tokens.ts'

const MAX_DESCRIBED = 50

interface PageRequest {
  limit: number | undefined
  nextToken: string | undefined
}

/** One page of a list that is at hand as a whole, and where the next one begins. */
export function pageOf<T>(found: readonly T[], { limit = MAX_DESCRIBED, nextToken }: PageRequest) {
  const start = readToken(nextToken)?.at ?? 0
  const end = start + limit
  return {
    page: found.slice(start, end),
    ...(end < found.length && { nextToken: makeToken({ direction: 'f', at: end }) }),
  }
}
