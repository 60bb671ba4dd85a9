import type { Service } from '../service.ts'
import { batchWriteItem } from './batch-write-item.ts'
import { openClientTokens } from './client-tokens.ts'
import { type Input, isOperation, run, validate } from './dynalite.ts'
import { asDynamoDbError } from './errors.ts'
import { openStore } from './store.ts'
import { createTable, describeContinuousBackups, updateTable } from './tables.ts'
import { describeTimeToLive, expireItems, updateTimeToLive } from './time-to-live.ts'
import { transactGetItems } from './transact-get-items.ts'
import { transactWriteItems } from './transact-write-items.ts'
import { readRequest, respond, respondWithError, unknownOperation } from './wire.ts'
import { writeItem } from './write-item.ts'

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

/** AWS deletes within days what has expired. */
const sweepMs = 60_000

/** `request` is the API without the wire: it answers with the output, and throws a `DynamoDbError`. The input is its own to alter. */
export interface DynamoDb extends Service {
  request(operation: string, input: Record<string, unknown>): Promise<Record<string, unknown>>
}

export async function createDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const store = await openStore({
    ...(options.directory === undefined ? {} : { directory: options.directory }),
    sync: options.sync ?? false,
    accountId: options.accountId ?? '000000000000',
    region: options.region ?? 'us-east-1',
  })
  const now = options.now ?? Date.now
  const tokens = await openClientTokens(store, now)

  /** What dynalite lacks, or what is done better around it. All else goes to it as it comes. */
  const own: Record<string, (input: Input) => Promise<Input>> = {
    PutItem: (input) => writeItem(store, 'PutItem', input),
    UpdateItem: (input) => writeItem(store, 'UpdateItem', input),
    DeleteItem: (input) => writeItem(store, 'DeleteItem', input),
    BatchWriteItem: (input) => batchWriteItem(store, input),
    TransactWriteItems: (input) => transactWriteItems(store, tokens, input),
    TransactGetItems: (input) => transactGetItems(store, input),
    UpdateTimeToLive: (input) => updateTimeToLive(store, input),
    DescribeTimeToLive: (input) => describeTimeToLive(store, input),
    DescribeContinuousBackups: (input) => describeContinuousBackups(store, input),
    CreateTable: (input) => createTable(store, input),
    UpdateTable: (input) => updateTable(store, input),
  }

  const perform = async (operation: string, input: Input): Promise<Input> => {
    const perform = Object.hasOwn(own, operation) ? own[operation] : undefined
    if (perform) return perform(input)
    if (!isOperation(operation)) throw unknownOperation(operation)
    return run(store.dynalite, operation, validate(store.dynalite, operation, input))
  }

  const sweep = setInterval(() => void expireItems(store, now()).catch(() => undefined), sweepMs).unref()

  return {
    request: async (operation, input) => {
      try {
        return await perform(operation, input)
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
    close: () => {
      clearInterval(sweep)
      return store.close()
    },
  }
}
