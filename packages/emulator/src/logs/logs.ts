import { AwsError } from '../aws-error.ts'
import { type JsonProtocol, jsonService } from '../server/json-service.ts'
import type { Service } from '../service.ts'
import { createLogGroup, type LogGroup } from './log-group.ts'
import { OPERATIONS } from './operations.ts'

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

const DEFAULT_GROUP_BYTES = 1024 * 1024

const PROTOCOL: JsonProtocol = {
  service: 'CloudWatch Logs',
  target: 'Logs_20140328',
  version: '1.1',
  internalError: (cause) => new AwsError('ServiceUnavailableException', 'Internal failure', { status: 500, cause }),
}

export function createLogs(options: LogsOptions = {}): Logs {
  const { accountId = '000000000000', region = 'us-east-1', now = Date.now } = options
  const groups = new Map<string, LogGroup>()

  const groupOf = (name: string): LogGroup => {
    const group = groups.get(name) ?? createLogGroup(name, now(), options.maxGroupBytes ?? DEFAULT_GROUP_BYTES)
    groups.set(name, group)
    return group
  }
  for (const name of options.groups ?? []) groupOf(name)

  const context = { groups, arnPrefix: `arn:aws:logs:${region}:${accountId}:log-group:` }
  return {
    append: (group, stream, timestampMs, message) => groupOf(group).append(stream, timestampMs, now(), message),
    handle: jsonService(PROTOCOL, OPERATIONS, context),
    close: async () => groups.clear(),
  }
}
