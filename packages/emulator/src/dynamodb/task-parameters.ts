/**
 * The parameters that a Task may give. `true` is any value, `attributes` a map of attribute values, a nested table an
 * object, and a table in brackets a list of such.
 */
export interface Shape {
  [parameter: string]: true | 'attributes' | Shape | [Shape] | ['attributes']
}

const names = { ExpressionAttributeNames: true } as const
const values = { ...names, ExpressionAttributeValues: 'attributes' } as const
const condition = { ConditionExpression: true, ...values } as const
const legacyCondition = { ConditionalOperator: true, Expected: true } as const
const returns = { ReturnConsumedCapacity: true, ReturnItemCollectionMetrics: true, ReturnValues: true } as const
const onFailure = { ReturnValuesOnConditionCheckFailure: true } as const
const table = { TableName: true } as const
const key = { ...table, Key: 'attributes' } as const
const projection = { AttributesToGet: true, ProjectionExpression: true, ReturnConsumedCapacity: true } as const

/** The optimised integration. */
export const optimisedParameters: Record<string, Shape> = {
  GetItem: { ...key, ConsistentRead: true, ...names, ...projection },
  PutItem: { ...table, Item: 'attributes', ...condition, ...legacyCondition, ...returns },
  DeleteItem: { ...key, ...condition, ...legacyCondition, ...returns },
  UpdateItem: { ...key, AttributeUpdates: true, UpdateExpression: true, ...condition, ...legacyCondition, ...returns },
}

const search = {
  ...table,
  IndexName: true,
  ConsistentRead: true,
  ConditionalOperator: true,
  ExclusiveStartKey: 'attributes',
  FilterExpression: true,
  Limit: true,
  Select: true,
  ...values,
  ...projection,
} as const

/** The AWS SDK integration: the operations that are supported here. */
export const sdkParameters: Record<string, Shape> = {
  GetItem: { ...key, ConsistentRead: true, ...names, ...projection },
  PutItem: { ...table, Item: 'attributes', ...condition, ...legacyCondition, ...returns, ...onFailure },
  DeleteItem: { ...key, ...condition, ...legacyCondition, ...returns, ...onFailure },
  UpdateItem: {
    ...key,
    AttributeUpdates: true,
    UpdateExpression: true,
    ...condition,
    ...legacyCondition,
    ...returns,
    ...onFailure,
  },
  Query: { ...search, KeyConditionExpression: true, KeyConditions: true, QueryFilter: true, ScanIndexForward: true },
  Scan: { ...search, ScanFilter: true, Segment: true, TotalSegments: true },
  BatchGetItem: { RequestItems: true, ReturnConsumedCapacity: true },
  BatchWriteItem: { RequestItems: true, ReturnConsumedCapacity: true, ReturnItemCollectionMetrics: true },
  TransactWriteItems: {
    ClientRequestToken: true,
    ReturnConsumedCapacity: true,
    ReturnItemCollectionMetrics: true,
    TransactItems: [
      {
        ConditionCheck: { ...key, ...condition, ...onFailure },
        Put: { ...table, Item: 'attributes', ...condition, ...onFailure },
        Delete: { ...key, ...condition, ...onFailure },
        Update: { ...key, UpdateExpression: true, ...condition, ...onFailure },
      },
    ],
  },
  TransactGetItems: {
    ReturnConsumedCapacity: true,
    TransactItems: [{ Get: { ...key, ...names, ProjectionExpression: true } }],
  },
  DescribeTable: table,
  DescribeTimeToLive: table,
  ListTables: { ExclusiveStartTableName: true, Limit: true },
}

/** Throws a `ParameterError` for what Step Functions would refuse before it calls DynamoDB. */
export function readParameters(given: unknown, shape: Shape): Record<string, unknown> {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new ParameterError('The arguments of a DynamoDB task must be an object')
  }
  const read = Object.entries(given).map(([name, value]): [string, unknown] => {
    const kind = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (kind === undefined) throw new ParameterError(`The field "${name}" is not supported by Step Functions`)
    if (value === null || kind === true) return [name, value]
    return [name, readValue(name, value, kind)]
  })
  return Object.fromEntries(read)
}

export class ParameterError extends Error {
  override readonly name = 'ParameterError'
}

function readValue(name: string, value: unknown, kind: Exclude<Shape[string], true>): unknown {
  if (kind === 'attributes') return readAttributes(name, value)
  if (!Array.isArray(kind)) return readParameters(value, kind)
  const [element] = kind
  if (!Array.isArray(value)) throw new ParameterError(`The value for the field '${name}' must be an ARRAY`)
  return value.map((one: unknown) =>
    element === 'attributes' ? readAttributes(name, one) : readParameters(one, element),
  )
}

/** DynamoDB's names of types by those that the AWS SDK integration also takes (its Java names). */
const TYPE_NAMES: Record<string, string> = { Bool: 'BOOL', Nul: 'NULL', Ss: 'SS', Ns: 'NS', Bs: 'BS' }

function readAttributes(name: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ParameterError(`The value for the field '${name}' must be an OBJECT`)
  }
  return Object.fromEntries(Object.entries(value).map(([attribute, one]) => [attribute, readAttribute(one)]))
}

function readAttribute(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([givenType, content]): [string, unknown] => {
      const type = TYPE_NAMES[givenType] ?? givenType
      if ((type === 'S' || type === 'N') && typeof content !== 'string') {
        throw new ParameterError(`The value for the field '${type}' must be a STRING`)
      }
      if (type === 'BOOL' && typeof content !== 'boolean') {
        throw new ParameterError(`The value for the field '${givenType}' must be a BOOLEAN`)
      }
      if (type === 'M') return [type, readAttributes('M', content)]
      if (type === 'L' && Array.isArray(content)) return [type, content.map(readAttribute)]
      return [type, content]
    }),
  )
}
