import { type CloudWatchLogsClient, paginateFilterLogEvents } from '@aws-sdk/client-cloudwatch-logs'
import {
  GetAliasCommand,
  type LambdaClient,
  paginateListVersionsByFunction,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda'
import { LIVE_ALIAS } from 'workflow'
import type { Alias } from './alias.ts'

/** The alias of a function. What its versions answer is in its log: each invocation has a line with its codes. */
export function functionAlias(clients: { lambda: LambdaClient; logs: CloudWatchLogsClient }, name: string): Alias {
  const { lambda, logs } = clients
  const alias = { FunctionName: name, Name: LIVE_ALIAS }

  return {
    async routing() {
      const { FunctionVersion = '', RoutingConfig } = await lambda.send(new GetAliasCommand(alias))
      const weights = Object.entries(RoutingConfig?.AdditionalVersionWeights ?? {})
      const percents = weights.map(([version, weight]) => [version, Math.round(weight * 100)] as const)
      const rest = percents.reduce((sum, [, percent]) => sum - percent, 100)
      return { [FunctionVersion]: rest, ...Object.fromEntries(percents) }
    },
    async route(routing) {
      const [[version = ''] = [], ...others] = Object.entries(routing).sort(([, a], [, b]) => b - a)
      const weights = Object.fromEntries(others.map(([other, percent]) => [other, percent / 100]))
      await lambda.send(
        new UpdateAliasCommand({
          ...alias,
          FunctionVersion: version,
          RoutingConfig: { AdditionalVersionWeights: weights },
        }),
      )
    },
    async newest() {
      const numbers: number[] = []
      for await (const { Versions = [] } of paginateListVersionsByFunction(
        { client: lambda },
        { FunctionName: name },
      )) {
        numbers.push(...Versions.map(({ Version }) => Number(Version)).filter((number) => number > 0))
      }
      return String(Math.max(...numbers))
    },
    async tally(version, sinceMs) {
      const reasons: Record<string, number> = {}
      let requests = 0
      const query = { logGroupName: `/aws/lambda/${name}`, startTime: sinceMs, filterPattern: '?Answered ?Failed' }
      for await (const { events = [] } of paginateFilterLogEvents({ client: logs }, query)) {
        for (const { logStreamName = '', message = '' } of events) {
          const codes = logStreamName.includes(`[${version}]`) ? codesIn(message) : undefined
          if (codes === undefined) continue
          requests++
          for (const code of codes) reasons[code] = (reasons[code] ?? 0) + 1
        }
      }
      return { requests, reasons }
    },
  }
}

/** The codes of a line that ends an invocation; undefined where it is another line. */
function codesIn(line: string): Set<string> | undefined {
  try {
    const { message, problems, reasons, error_name: error } = JSON.parse(line)
    if (message === 'Failed') return new Set([String(error)])
    return message === 'Answered' ? new Set<string>(problems ?? reasons ?? []) : undefined
  } catch {
    return undefined
  }
}
