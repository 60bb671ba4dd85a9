import type { Input, Operation } from './dynalite.ts'
import { validationError } from './errors.ts'
import { isObject } from './transaction-items.ts'

/** What DynamoDB refuses before it looks at a table, where dynalite takes it or has the text of years ago. Answers the text. */
type Check = (input: Input) => string | undefined

const constraint = (value: string, member: string, text: string) =>
  `1 validation error detected: Value ${value}at '${member}' failed to satisfy constraint: Member must have ${text}`

const newTableName: Check = ({ TableName: name }) => {
  if (typeof name !== 'string' || (name.length >= 3 && name.length <= 255)) return undefined
  const bound = name.length < 3 ? 'greater than or equal to 3' : 'less than or equal to 255'
  return constraint(`'${name}' `, 'tableName', `length ${bound}`)
}

const tableName: Check = ({ TableName: name }) =>
  name === '' ? constraint("'' ", 'tableName', 'length greater than or equal to 1') : undefined

const keySchema: Check = ({ KeySchema: schema }) => {
  if (!Array.isArray(schema) || schema.length <= 2 || !schema.every(isObject)) return undefined
  const keys = schema.map(
    ({ AttributeName, KeyType }) => `KeySchemaElement(attributeName=${AttributeName}, keyType=${KeyType})`,
  )
  return constraint(`'[${keys.join(', ')}]' `, 'keySchema', 'length less than or equal to 2')
}

const queryLimit: Check = ({ Limit: limit }) =>
  typeof limit === 'number' && limit < 1 ? constraint('', 'Limit', 'value greater than or equal to 1') : undefined

const PROJECTING = new Map<unknown, string>([
  ['ALL_ATTRIBUTES', 'ALL_ATTRIBUTES'],
  ['ALL_PROJECTED_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'],
  ['COUNT', 'only the Count'],
])

const select: Check = ({ Select, ProjectionExpression, AttributesToGet }) => {
  const given = ProjectionExpression == null ? 'AttributesToGet' : 'ProjectionExpression'
  const projects = ProjectionExpression != null || AttributesToGet != null
  const whole = PROJECTING.get(Select)
  if (projects && whole !== undefined) return `Cannot specify the ${given} when choosing to get ${whole}`
  if (!projects && Select === 'SPECIFIC_ATTRIBUTES') {
    return 'Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES'
  }
  return undefined
}

const selectsIndex: Check = ({ Select, IndexName }) =>
  Select === 'ALL_PROJECTED_ATTRIBUTES' && IndexName == null
    ? 'ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName'
    : undefined

const segment: Check = ({ Segment, TotalSegments }) =>
  Segment != null && TotalSegments == null
    ? 'The TotalSegments parameter is required but was not present in the request when Segment parameter is present'
    : undefined

const conditionalOperator: Check = ({ ConditionalOperator, Expected, QueryFilter, ScanFilter }) => {
  if (ConditionalOperator == null) return undefined
  const conditions = entries(Expected ?? QueryFilter ?? ScanFilter).length
  if (conditions === 0) return 'ConditionalOperator cannot be used without Filter or Expected'
  return conditions === 1
    ? 'ConditionalOperator can only be used when Filter or Expected has two or more elements'
    : undefined
}

const requestItems =
  (operation: Operation): Check =>
  ({ RequestItems: items }) =>
    isObject(items) && Object.keys(items).length === 0
      ? `The requestItems parameter is required for ${operation}`
      : undefined

const keysToGet: Check = ({ RequestItems: items }) => {
  const [table] = entries(items).find(([, gets]) => isObject(gets) && isLongerThan(gets.Keys, 100)) ?? []
  if (table === undefined) return undefined
  return constraint('', `RequestItems.${table}.member.Keys`, 'length less than or equal to 100')
}

const writes: Check = ({ RequestItems: items }) => {
  const [table, requests] = entries(items).find(([, given]) => isLongerThan(given, 25)) ?? []
  if (table === undefined) return undefined
  const value = `{${table}=[${(requests as unknown[]).length} requests]}`
  return `1 validation error detected: Value '${value}' at 'requestItems' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 25, Member must have length greater than or equal to 1]`
}

const resourceArn: Check = ({ ResourceArn: arn }) =>
  typeof arn === 'string' && !arn.startsWith('arn:')
    ? `Invalid TableArn: Invalid ResourceArn provided as input ${arn}`
    : undefined

const counted =
  (check: Check): Check =>
  (input) => {
    const text = check(input)
    return text === undefined ? undefined : `1 validation error detected: ${text}`
  }

const CHECKS: Partial<Record<Operation, Check[]>> = {
  BatchGetItem: [requestItems('BatchGetItem'), keysToGet],
  BatchWriteItem: [requestItems('BatchWriteItem'), writes],
  CreateTable: [newTableName, keySchema],
  DeleteItem: [tableName, conditionalOperator],
  GetItem: [tableName],
  ListTagsOfResource: [resourceArn],
  PutItem: [tableName, conditionalOperator],
  // The two do not agree on what they say.
  Query: [tableName, queryLimit, counted(select), selectsIndex, conditionalOperator],
  Scan: [tableName, select, selectsIndex, segment, conditionalOperator],
  TagResource: [resourceArn],
  UntagResource: [resourceArn],
  UpdateItem: [tableName, conditionalOperator],
}

export function checkRequest(operation: Operation, input: Input): void {
  for (const check of CHECKS[operation] ?? []) {
    const text = check(input)
    if (text !== undefined) throw validationError(text)
  }
}

const entries = (value: unknown) => (isObject(value) ? Object.entries(value) : [])
const isLongerThan = (value: unknown, length: number) => Array.isArray(value) && value.length > length
