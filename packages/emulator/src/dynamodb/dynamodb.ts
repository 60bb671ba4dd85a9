import { jsonService } from '../server/json-service.ts'
import { unknownOperation } from '../server/unknown-operation.ts'
import type { Service } from '../service.ts'
import { openClientTokens } from './client-tokens.ts'
import type { Input } from './dynalite.ts'
import { asAwsError } from './errors.ts'
import { expireItems } from './expire-items.ts'
import { finishTableChanges } from './finish-table-changes.ts'
import type { DynamoDbContext } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { PROTOCOL } from './protocol.ts'
import { openStore } from './store.ts'

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
const SWEEP_MS = 60_000

/** `request` is the API without the wire: it answers with the output, and throws an AwsError. The input is its own to alter. */
export interface DynamoDb extends Service {
  request(operation: string, input: Input, signal?: AbortSignal): Promise<Input>
}

export async function createDynamoDb(options: DynamoDbOptions = {}): Promise<DynamoDb> {
  const { directory, sync = false, accountId = '000000000000', region = 'us-east-1', now = Date.now } = options
  const store = await openStore({ ...(directory !== undefined && { directory }), sync, accountId, region })
  await finishTableChanges(store)
  const context = { store, tokens: await openClientTokens(store, now) }
  const sweep = setInterval(() => void expireItems(store, now()).catch(() => undefined), SWEEP_MS).unref()

  return {
    request: (name, input, signal) => request(signal ? { ...context, signal } : context, name, input),
    handle: jsonService(PROTOCOL, OPERATIONS, context),
    close: () => {
      clearInterval(sweep)
      return store.close()
    },
  }
}

async function request(context: DynamoDbContext, name: string, input: Input): Promise<Input> {
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined
  if (operation === undefined) throw unknownOperation(PROTOCOL.service, name, OPERATIONS)
  try {
    return (await operation(context, input)) as Input
  } catch (cause) {
    throw asAwsError(cause)
  }
}
