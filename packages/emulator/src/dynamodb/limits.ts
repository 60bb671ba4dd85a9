import type { Input } from './dynalite.ts'
import { validationError } from './errors.ts'
import { isObject } from './transaction-items.ts'

// The limits of DynamoDB that dynalite does not know (AWS, "Quotas in Amazon DynamoDB").
const MAX_EXPRESSION_BYTES = 4096
const MAX_OPERATORS = 300
const MAX_IN_OPERANDS = 100
const MAX_NESTING = 32
/** Ours: dynalite's parser takes up to four times as long for each level, while no other request is answered. */
const MAX_PARENTHESES = 8
const MAX_PLACEHOLDER_BYTES = 255
const MAX_ATTRIBUTE_NAME_BYTES = 65_535

/** Expressions of a request, and where dynalite keeps what it made of them. */
export const PARSED = {
  ConditionExpression: '_condition',
  FilterExpression: '_filter',
  KeyConditionExpression: '_keyCondition',
  ProjectionExpression: '_projection',
  UpdateExpression: '_updates',
}

/** Before the expressions are parsed: a long one would take long. */
export function checkExpressionSizes(input: Input): void {
  for (const member of Object.keys(PARSED)) {
    const text = input[member]
    if (typeof text !== 'string') continue
    const bytes = Buffer.byteLength(text)
    if (bytes > MAX_EXPRESSION_BYTES) {
      throw validationError(
        `Invalid ${member}: Expression size has exceeded the maximum allowed size; expression size: ${bytes}`,
      )
    }
    if (depthOf(text) > MAX_PARENTHESES) {
      throw validationError(
        `Invalid ${member}: Parentheses more than ${MAX_PARENTHESES} deep are not supported by the emulator`,
      )
    }
  }
}

function depthOf(expression: string): number {
  let depth = 0
  let deepest = 0
  for (const character of expression) {
    if (character === '(') deepest = Math.max(deepest, ++depth)
    else if (character === ')') depth--
  }
  return deepest
}

/** Of a request as dynalite has parsed it. */
export function checkLimits(parsed: Input): void {
  checkNames('Item', parsed.Item, MAX_ATTRIBUTE_NAME_BYTES)
  checkNames('ExpressionAttributeNames', parsed.ExpressionAttributeNames, MAX_PLACEHOLDER_BYTES)
  checkNames('ExpressionAttributeValues', parsed.ExpressionAttributeValues, MAX_PLACEHOLDER_BYTES)
  for (const [member, tree] of Object.entries(PARSED)) {
    const operators = countOperators(member, parsed[tree])
    if (operators <= MAX_OPERATORS) continue
    throw validationError(
      `Invalid ${member}: The expression contains too many operators; number of operators: ${operators}`,
    )
  }
  for (const values of [parsed.Item, parsed.ExpressionAttributeValues]) {
    // The attributes of an item are no level of nesting themselves.
    if (isObject(values) && Object.values(values).some((value) => isNestedBeyond(value, MAX_NESTING))) {
      throw validationError(
        'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
      )
    }
  }
}

function checkNames(member: string, values: unknown, maxBytes: number): void {
  for (const name of isObject(values) ? Object.keys(values) : []) {
    const bytes = Buffer.byteLength(name)
    if (bytes > 0 && bytes <= maxBytes) continue
    throw validationError(
      `One or more parameter values were invalid: A name in ${member} must have 1 to ${maxBytes} bytes, but has ${bytes}`,
    )
  }
}

function countOperators(member: string, node: unknown): number {
  if (typeof node !== 'object' || node === null) return 0
  const { type, args } = node as { type?: unknown; args?: unknown[] }
  const isOperator = typeof type === 'string' && Array.isArray(args)
  if (isOperator && type === 'in' && args.length - 1 > MAX_IN_OPERANDS) {
    throw validationError(
      `Invalid ${member}: The IN operator is provided with too many operands; number of operands: ${args.length - 1}`,
    )
  }
  return Object.values(node).reduce((sum: number, part) => sum + countOperators(member, part), isOperator ? 1 : 0)
}

/** Whether lists and maps lie in one another more than `levels` deep. */
function isNestedBeyond(value: unknown, levels: number): boolean {
  const { L, M } = value as { L?: unknown[]; M?: Record<string, unknown> }
  const parts = L ?? (M && Object.values(M))
  return parts !== undefined && (levels === 0 || parts.some((part) => isNestedBeyond(part, levels - 1)))
}
