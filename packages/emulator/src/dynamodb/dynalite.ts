import { createRequire } from 'node:module'
import { AwsError } from '../aws-error.ts'
import { checkRequest } from './check-request.ts'
import { checkExpressionSizes, checkLimits } from './limits.ts'
import { checkOperandTypes } from './operand-types.ts'
import { refusePrototype } from './refuse-prototype.ts'
import { nameTables } from './table-name.ts'

// dynalite ships no types, and no way to run a request but through a TCP port of its own. Its parts (store, validations,
// actions) are plain modules, so a request is run on them directly: no second port, no second parse, and every write
// passes through our hands on its way to LevelDB. `documents.test.ts` and `crash.test.ts` fail if an upgrade moves what is used here.
const require = createRequire(import.meta.url)

export type AttributeValue = Record<string, unknown>
export type Item = Record<string, AttributeValue>
export type Callback<T = unknown> = (error?: unknown, value?: T) => void
/** Gives back the callback that ends the hold on the lock and then goes on. */
export type Release = <T>(next: Callback<T>) => Callback<T>
export type Lock = (key: string | string[], run: (release: Release) => void) => void

export interface SubDb {
  get(key: string, callback: Callback<Item>): void
  put(key: string, value: unknown, callback: Callback): void
  del(key: string, callback: Callback): void
  lock: Lock
}

export interface AttributeDefinition {
  AttributeName: string
  AttributeType: string
}

export interface Table {
  TableName: string
  TableStatus: string
  KeySchema: { AttributeName: string; KeyType: string }[]
  AttributeDefinitions: AttributeDefinition[]
  [field: string]: unknown
}

export type LevelWrite = { type: 'put'; key: string; value: unknown } | { type: 'del'; key: string }

/** abstract-level's own methods, which dynalite hides behind callback versions without options. */
export interface Level {
  open(options?: { cacheSize: number; writeBufferSize: number; compression: boolean }): Promise<void>
  close(): Promise<void>
  put(key: string, value: unknown, options?: { sync: boolean }): Promise<void>
  del(key: string, options?: { sync: boolean }): Promise<void>
  batch(writes: LevelWrite[], options?: { sync: boolean }): Promise<void>
  get(key: string): Promise<unknown>
  getSync(key: string): unknown
  iterator(range: { gte: string; lt: string }): AsyncIterable<[string, unknown]>
  keys(options?: object): AsyncIterable<string>
  values(options?: object): AsyncIterable<unknown>
}

export interface Store {
  db: Level
  options: { maxItemSize: number }
  tableDb: SubDb & { awsAccountId: string; awsRegion: string }
  getItemDb(table: string): SubDb
  getIndexDb(kind: string, table: string, index: string): SubDb
  /** `active` left out or true: only a table that is. */
  getTable(name: string, active: boolean | Callback<Table>, callback?: Callback<Table>): void
}

export type Input = Record<string, unknown>
type Action = (store: Store, input: Input, callback: Callback<Input>) => void
interface Validation {
  types: Record<string, unknown>
  custom?: (input: Input, store: Store) => string | undefined
}

interface Database {
  create(options: {
    path?: string
    createTableMs: number
    deleteTableMs: number
    updateTableMs: number
    maxItemSizeKb: number
  }): Store
  createKey(item: Item, table: Table): string
  validateItem(item: Item, table: Table): Error | undefined
  validateKey(key: Item, table: Table): Error | undefined
  itemSize(item: Item): number
  validationError(message: string): Error
  /** What a change of an item from `before` to `after` is in indexes; null is none. */
  getIndexActions(
    indexes: object[],
    before: Item | null,
    after: Item | null,
    table: Table,
  ): { puts: { index: string; key: string; item: Item }[]; deletes: { index: string; key: string }[] }
}

interface Validations {
  checkTypes(input: Input, types: Record<string, unknown>): Input
  checkValidations(input: Input, types: Record<string, unknown>, custom: Validation['custom'], store: Store): void
}

export const dynalite: Database = require('dynalite/db')
const validations: Validations = require('dynalite/validations')

const operations = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'ListTagsOfResource',
  'PutItem',
  'Query',
  'Scan',
  'TagResource',
  'UntagResource',
  'UpdateItem',
  'UpdateTable',
] as const

export type Operation = (typeof operations)[number]

/** Members that dynalite acts on, but does not let through. */
const PASSED_OVER: Partial<Record<Operation, Record<string, unknown>>> = { Scan: { ConsistentRead: 'Boolean' } }

const parts = new Map<string, { action: Action; validation: Validation }>(
  operations.map((operation) => {
    const file = operation.charAt(0).toLowerCase() + operation.slice(1)
    const validation: Validation = require(`dynalite/validations/${file}`)
    return [
      operation,
      {
        action: require(`dynalite/actions/${file}`),
        validation: { ...validation, types: { ...validation.types, ...PASSED_OVER[operation] } },
      },
    ]
  }),
)

/** The members of an operation's input that dynalite does not pass over. */
export function knownMembers(operation: Operation): string[] {
  return Object.keys(part(operation).validation.types)
}

/** Checks what can be checked without the table. Returns the parsed input; throws dynalite's error. Alters `input`. */
export function validate(store: Store, operation: Operation, input: Input): Input {
  const { validation } = part(operation)
  try {
    nameTables(store, input)
    refusePrototype(input)
    checkRequest(operation, input)
    checkExpressionSizes(input)
    const parsed = validations.checkTypes(input, validation.types)
    validations.checkValidations(parsed, validation.types, validation.custom, store)
    checkLimits(parsed)
    checkOperandTypes(parsed)
    return parsed
  } catch (cause) {
    if (!(cause instanceof TypeError || cause instanceof RangeError)) throw cause
    // It stumbles over a null or another kind of value where it expects an object.
    throw new AwsError('SerializationException', 'A value of the request has the wrong type or is null')
  }
}

export function run(store: Store, operation: Operation, parsed: Input): Promise<Input> {
  return new Promise((resolve, reject) => {
    part(operation).action(store, parsed, (error, output) => (error ? reject(error) : resolve(output ?? {})))
  })
}

/** Throws dynalite's error for a table that is not there, or not there yet (`active`). */
export function getTable(store: Store, name: string, active = true): Promise<Table> {
  return new Promise((resolve, reject) => {
    store.getTable(name, active, (error, table) => (error || !table ? reject(error) : resolve(table)))
  })
}

function part(operation: Operation): { action: Action; validation: Validation } {
  const found = parts.get(operation)
  if (!found) throw new Error(`dynalite has no ${operation}`)
  return found
}
