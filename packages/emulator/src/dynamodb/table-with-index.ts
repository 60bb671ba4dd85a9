import { type AttributeDefinition, type Input, type Store, type Table, validate } from './dynalite.ts'
import { validationError } from './errors.ts'
import { type Index, indexesOf } from './indexes-of.ts'
import { refuseUnkept } from './refuse-unkept.ts'
import { isObject } from './transaction-items.ts'

/** A table while an index of it is made. Throws what DynamoDB would say of the index. */
export function withIndex(store: Store, table: Table, create: Input, definitions: unknown): Table {
  const indexes = indexesOf(table, 'Global')
  if (indexes.some(({ IndexName }) => IndexName === create.IndexName)) {
    throw validationError('Attempting to create an index which already exists')
  }
  const defined = [...table.AttributeDefinitions, ...added(table, definitions)]
  const { ProvisionedThroughput, ...index } = checked(store, table, create, defined)
  const throughput = ProvisionedThroughput ?? { ReadCapacityUnits: 0, WriteCapacityUnits: 0 }
  const building = {
    ...index,
    IndexArn: `${table.TableArn}/index/${index.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexStatus: 'CREATING',
    Backfilling: true,
    ProvisionedThroughput: { ...throughput, NumberOfDecreasesToday: 0 },
  }
  return onlyKeysDefined({
    ...table,
    AttributeDefinitions: defined,
    TableStatus: 'UPDATING',
    GlobalSecondaryIndexes: [...indexes, building],
  })
}

export function withoutIndex({ GlobalSecondaryIndexes, ...table }: Table, name: string): Table {
  const left = ((GlobalSecondaryIndexes ?? []) as Index[]).filter(({ IndexName }) => IndexName !== name)
  return onlyKeysDefined({ ...(table as Table), ...(left.length > 0 && { GlobalSecondaryIndexes: left }) })
}

/** An index is checked as one of a table that is made with it. */
function checked(
  store: Store,
  table: Table,
  create: Input,
  AttributeDefinitions: AttributeDefinition[],
): Index & { ProvisionedThroughput?: object } {
  const { TableName, KeySchema } = table
  refuseUnkept('CreateTable', { GlobalSecondaryIndexes: [create] })
  const { GlobalSecondaryIndexes } = validate(store, 'CreateTable', {
    ...structuredClone({ TableName, KeySchema, AttributeDefinitions }),
    ...(isOnDemand(table)
      ? { BillingMode: 'PAY_PER_REQUEST' }
      : { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } }),
    GlobalSecondaryIndexes: [create],
  })
  return (GlobalSecondaryIndexes as [Index])[0]
}

function added(table: Table, definitions: unknown): AttributeDefinition[] {
  const types = new Map(table.AttributeDefinitions.map((known) => [known.AttributeName, known.AttributeType]))
  const given = (Array.isArray(definitions) ? definitions : []).filter(isObject) as unknown as AttributeDefinition[]
  const other = given.find(
    ({ AttributeName: name, AttributeType }) => types.has(name) && types.get(name) !== AttributeType,
  )
  if (other) throw validationError(`AttributeDefinitions gives ${other.AttributeName} another type than the table does`)
  return given.filter(({ AttributeName }) => !types.has(AttributeName))
}

export function isOnDemand({ BillingModeSummary: billing }: Table): boolean {
  return isObject(billing) && billing.BillingMode === 'PAY_PER_REQUEST'
}

function onlyKeysDefined(table: Table): Table {
  const schemas = [table, ...indexesOf(table, 'Global'), ...indexesOf(table, 'Local')].map(({ KeySchema }) => KeySchema)
  const keys = schemas.flat().map(({ AttributeName }) => AttributeName)
  const used = table.AttributeDefinitions.filter(({ AttributeName }) => keys.includes(AttributeName))
  return { ...table, AttributeDefinitions: used }
}
