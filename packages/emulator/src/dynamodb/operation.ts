import { operationsOn } from '../server/operation.ts'
import type { ClientTokens } from './client-tokens.ts'
import type { ItemStore } from './store.ts'

/** What the operations work on. */
export interface DynamoDbContext {
  store: ItemStore
  tokens: ClientTokens
  /** Aborted: nobody waits for the answer any more. What has not begun need not begin. */
  signal?: AbortSignal
}

/** For what dynalite lacks. What it has it checks itself (`dynaliteOperation`). */
export const operation = operationsOn<DynamoDbContext>()
