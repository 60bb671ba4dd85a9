import type { Service } from '../service.ts'
import { openClientTokens } from './client-tokens.ts'
import { type Input, isOperation, run, validate } from './dynalite.ts'
import { asDynamoDbError } from './errors.ts'
import { openStore } from './store.ts'
import { transactGetItems } from './transact-get-items.ts'
import { transactWriteItems } from './transact-write-items.ts'
import { readRequest, respond, respondWithError, unknownOperation } from './wire.ts'
import { type WriteOperation, writeItem, writeOperations } from './write-item.ts'

export interface DynamoDbOptions {
  /** Left out: everything is in memory and gone at the end. */
  directory?: string
  /** Acknowledge a write only when it is on the disk (fsync). Without it a write survives the process, not the power. */
  sync?: boolean
  accountId?: string
  region?: string
  /** Epoch milliseconds. */
  now?: () => number
}

/** `request` is the API without the wire: it answers with the output, and throws a `DynamoDbError`. */
export interface DynamoDb extends Service {
  request(operation: string, input: object): Promise<Record<string, unknown>>
}

export async function createDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const store = await openStore({
    ...(options.directory === undefined ? {} : { directory: options.directory }),
    sync: options.sync ?? false,
    accountId: options.accountId ?? '000000000000',
    region: options.region ?? 'us-east-1',
  })
  const tokens = await openClientTokens(store, options.now ?? Date.now)

  const perform = (operation: string, input: Input): Promise<Input> => {
    if (operation === 'TransactWriteItems') return transactWriteItems(store, tokens, input)
    if (operation === 'TransactGetItems') return transactGetItems(store, input)
    if (writeOperations.has(operation)) return writeItem(store, operation as WriteOperation, input)
    if (!isOperation(operation)) throw unknownOperation(operation)
    return run(store.dynalite, operation, validate(store.dynalite, operation, input))
  }

  return {
    request: async (operation, input) => {
      try {
        // A copy: dynalite alters what it is given.
        return await perform(operation, structuredClone(input) as Input)
      } catch (cause) {
        throw asDynamoDbError(cause)
      }
    },
    handle: async (request) => {
      try {
        const { operation, input } = readRequest(request)
        return respond(await perform(operation, input))
      } catch (cause) {
        return respondWithError(asDynamoDbError(cause))
      }
    },
    close: () => store.close(),
  }
}
