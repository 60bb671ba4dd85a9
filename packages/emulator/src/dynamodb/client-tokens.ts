import { createHash } from 'node:crypto'
import { AwsError } from '../aws-error.ts'
import type { Input, LevelWrite } from './dynalite.ts'
import { validationError } from './errors.ts'
import type { ItemStore } from './store.ts'

const LIFETIME_MS = 10 * 60 * 1000
const PREFIX = 'client-token~'

interface TokenRecord {
  digest: string
  expiresAtMs: number
}

/**
 * ClientRequestToken: for ten minutes the same transaction is done once, however often it is sent. The record is written
 * in the batch of its transaction, so that it is there exactly when the transaction is, whatever ended the process.
 */
export interface ClientTokens {
  /** `work` gets the writes to add to its batch. Answers undefined when the transaction was done before. */
  once<T>(token: unknown, request: Input, work: (writes: LevelWrite[]) => Promise<T>): Promise<T | undefined>
}

export async function openClientTokens(store: ItemStore, now: () => number): Promise<ClientTokens> {
  const running = new Map<string, Promise<unknown>>()
  // Oldest first: what has expired is deleted in the batch of the next transaction.
  const expiring: { key: string; expiresAtMs: number }[] = []
  for await (const [key, value] of store.dynalite.db.iterator({ gte: PREFIX, lt: `${PREFIX}\xff` })) {
    expiring.push({ key, expiresAtMs: (value as TokenRecord).expiresAtMs })
  }
  expiring.sort((a, b) => a.expiresAtMs - b.expiresAtMs)

  const takeExpired = (nowMs: number): LevelWrite[] => {
    const kept = expiring.findIndex((entry) => entry.expiresAtMs > nowMs)
    const expired = expiring.splice(0, kept === -1 ? expiring.length : kept)
    return expired.map(({ key }) => ({ type: 'del', key }))
  }

  const attempt = async <T>(token: string, digest: string, work: (writes: LevelWrite[]) => Promise<T>) => {
    const key = PREFIX + token
    const nowMs = now()
    const known = (await store.dynalite.db.get(key)) as TokenRecord | undefined
    if (known && known.expiresAtMs > nowMs) {
      if (known.digest === digest) return undefined
      throw new AwsError(
        'IdempotentParameterMismatchException',
        'Request parameters do not match the parameters of the first request with this client request token',
      )
    }
    const record: TokenRecord = { digest, expiresAtMs: nowMs + LIFETIME_MS }
    const result = await work([...takeExpired(nowMs), { type: 'put', key, value: record }])
    expiring.push({ key, expiresAtMs: record.expiresAtMs })
    return result
  }

  return {
    once: async (token, request, work) => {
      if (token == null) return work(takeExpired(now()))
      if (typeof token !== 'string' || token.length < 1 || token.length > 36) throw badToken(token)
      const digest = createHash('sha256').update(JSON.stringify(request)).digest('base64')
      while (running.has(token)) await running.get(token)?.catch(() => undefined)
      const result = attempt(token, digest, work)
      running.set(token, result)
      try {
        return await result
      } finally {
        running.delete(token)
      }
    },
  }
}

function badToken(token: unknown): AwsError {
  const bound = token === '' ? 'greater than or equal to 1' : 'less than or equal to 36'
  return validationError(
    `1 validation error detected: Value '${token}' at 'clientRequestToken' failed to satisfy constraint: Member must have length ${bound}`,
  )
}
