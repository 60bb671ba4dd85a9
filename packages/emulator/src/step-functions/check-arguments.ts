import { type ArgumentCheck, type ArgumentFinding, UNKNOWN } from 'asl'
import { optimisedParameters, type Shape, sdkParameters } from '../dynamodb/task-parameters.ts'

/** What DynamoDB's API demands, by the operation. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  GetItem: ['Key', 'TableName'],
  PutItem: ['Item', 'TableName'],
  DeleteItem: ['Key', 'TableName'],
  UpdateItem: ['Key', 'TableName'],
  Query: ['TableName'],
  Scan: ['TableName'],
  BatchGetItem: ['RequestItems'],
  BatchWriteItem: ['RequestItems'],
  TransactGetItems: ['TransactItems'],
  TransactWriteItems: ['TransactItems'],
  DescribeTable: ['TableName'],
  DescribeTimeToLive: ['TableName'],
}

/** Checks the parameters of a DynamoDB task with the definition, as Step Functions does. */
export const checkArguments: ArgumentCheck = (resource, given) => {
  const { sdk, action = '' } = /:states:::(?<sdk>aws-sdk:)?dynamodb:(?<action>[a-zA-Z]+)/.exec(resource)?.groups ?? {}
  const operation = action.charAt(0).toUpperCase() + action.slice(1)
  const shape = (sdk === undefined ? optimisedParameters : sdkParameters)[operation]
  if (shape === undefined || given === UNKNOWN) return []
  if (!isObject(given)) return [{ at: [], message: 'The arguments of a DynamoDB task must be an object' }]
  const missing = (REQUIRED[operation] ?? []).filter((name) => given[name] === undefined)
  return [
    ...missing.map((name) => ({ at: [], message: `The field '${name}' is required but was missing` })),
    ...checkObject(given, shape, []),
  ]
}

function checkObject(given: Fields, shape: Shape, at: readonly string[]): ArgumentFinding[] {
  return Object.entries(given).flatMap(([name, value]) => {
    const kind = Object.hasOwn(shape, name) ? shape[name] : undefined
    if (kind === undefined) return [{ at, message: `The field '${name}' is not supported by Step Functions` }]
    return checkValue(name, value, kind, at)
  })
}

function checkValue(name: string, value: unknown, kind: Kind, at: readonly string[]): ArgumentFinding[] {
  if (kind === true || value === null || value === UNKNOWN) return []
  if (Array.isArray(kind)) {
    const [element] = kind
    if (!Array.isArray(value)) return [mistyped(name, 'an ARRAY', at)]
    return value.flatMap((one, index) => checkValue(`${name}[${index}]`, one, element, at))
  }
  if (!isObject(value)) return [mistyped(name, 'an OBJECT', at)]
  const inside = [...at, name]
  return kind === 'attributes' ? checkAttributes(value, inside) : checkObject(value, kind, inside)
}

function checkAttributes(given: Fields, at: readonly string[]): ArgumentFinding[] {
  return Object.entries(given).flatMap(([name, value]) => checkAttribute(value, [...at, name]))
}

/** An attribute value names its type. Numbers are written as texts. */
function checkAttribute(value: unknown, at: readonly string[]): ArgumentFinding[] {
  if (!isObject(value)) return []
  return Object.entries(value).flatMap(([type, content]): ArgumentFinding[] => {
    if (content === UNKNOWN) return []
    if ((type === 'S' || type === 'N') && typeof content !== 'string') return [mistyped(type, 'a STRING', at)]
    if (type.toUpperCase() === 'BOOL' && typeof content !== 'boolean') return [mistyped(type, 'a BOOLEAN', at)]
    if (type === 'M') return checkValue('M', content, 'attributes', at)
    if (type !== 'L' || !Array.isArray(content)) return []
    return content.flatMap((one, index) => checkAttribute(one, [...at, `L[${index}]`]))
  })
}

function mistyped(name: string, type: string, at: readonly string[]): ArgumentFinding {
  return { at, message: `The value for the field '${name}' must be ${type}` }
}

type Kind = Shape[string]
type Fields = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
