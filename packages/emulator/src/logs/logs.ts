import { randomUUID } from 'node:crypto'
import type { Service, ServiceRequest, ServiceResponse } from '../service.ts'
import { describeLogGroups, describeLogStreams } from './describe.ts'
import { LogsError, noSuchGroup } from './errors.ts'
import { createLogGroup, type LogGroup } from './log-group.ts'
import { filterLogEvents, getLogEvents } from './read-events.ts'
import { type Input, requiredText, text } from './read-input.ts'

export interface LogsOptions {
  accountId?: string
  region?: string
  /** Groups that are there before anything is written to them. */
  groups?: string[]
  /** What one group keeps at most: the oldest events make room. */
  maxGroupBytes?: number
  /** Epoch milliseconds. */
  now?: () => number
}

/** The newest log events of each group, in memory, behind the API of CloudWatch Logs. */
export interface Logs extends Service {
  append(group: string, stream: string, timestampMs: number, message: string): void
}

const defaultGroupBytes = 1024 * 1024

export function createLogs(options: LogsOptions = {}): Logs {
  const { accountId = '000000000000', region = 'us-east-1', now = Date.now } = options
  const arnPrefix = `arn:aws:logs:${region}:${accountId}:log-group:`
  const groups = new Map<string, LogGroup>()

  const groupOf = (name: string): LogGroup => {
    const group = groups.get(name) ?? createLogGroup(name, now(), options.maxGroupBytes ?? defaultGroupBytes)
    groups.set(name, group)
    return group
  }
  for (const name of options.groups ?? []) groupOf(name)

  const find = (input: Input): LogGroup => {
    const identifier = text(input, 'logGroupIdentifier') ?? requiredText(input, 'logGroupName')
    const group = groups.get(identifier.startsWith(arnPrefix) ? identifier.slice(arnPrefix.length) : identifier)
    if (!group) throw noSuchGroup()
    return group
  }

  const operations: Record<string, (input: Input) => object> = {
    DescribeLogGroups: (input) => describeLogGroups([...groups.values()], arnPrefix, input),
    DescribeLogStreams: (input) => describeLogStreams(find(input), arnPrefix, input),
    FilterLogEvents: (input) => filterLogEvents(find(input), input),
    GetLogEvents: (input) => getLogEvents(find(input), input),
  }

  return {
    append: (group, stream, timestampMs, message) => groupOf(group).append(stream, timestampMs, now(), message),
    handle: async (request) => {
      try {
        const { operation, input } = readRequest(request)
        const perform = Object.hasOwn(operations, operation) ? operations[operation] : undefined
        if (!perform) throw unknownOperation(operation)
        return respond(200, perform(input))
      } catch (error) {
        return respondWithError(error)
      }
    },
    close: async () => groups.clear(),
  }
}

function readRequest({ method, headers, body }: ServiceRequest): { operation: string; input: Input } {
  const [version, operation] = (headers['x-amz-target'] ?? '').split('.')
  if (method !== 'POST' || version !== 'Logs_20140328' || !operation) {
    throw unknownOperation(operation || `${method} without an operation in X-Amz-Target`)
  }
  try {
    const input: unknown = JSON.parse(body.toString('utf8') || '{}')
    if (typeof input === 'object' && input !== null && !Array.isArray(input))
      return { operation, input: input as Input }
  } catch {
    // Said below: whatever is not an object is no request.
  }
  throw new LogsError('SerializationException', 'The request body must be a JSON object')
}

function unknownOperation(operation: string): LogsError {
  return new LogsError('UnknownOperationException', `${operation} is not an operation that is supported here`)
}

function respondWithError(error: unknown): ServiceResponse {
  if (error instanceof LogsError) return respond(error.statusCode, { __type: error.name, message: error.message })
  return respond(500, { __type: 'ServiceUnavailableException', message: 'Internal failure' })
}

function respond(status: number, body: object): ServiceResponse {
  return {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() },
    body: JSON.stringify(body),
  }
}
