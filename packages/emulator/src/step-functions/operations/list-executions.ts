import { AwsError } from '../../aws-error.ts'
import type { ExecutionRecord } from '../../executions/execution-record.ts'
import { oneOf, optional, structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { typeNotSupported, validationException } from '../errors.ts'
import { findTarget } from '../lookup.ts'
import { operation } from '../operation.ts'
import { DEFAULT_PAGE, pageToken, readToken } from '../pages.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  stateMachineArn: optional(shapes.arn),
  mapRunArn: optional(shapes.longArn),
  statusFilter: optional(oneOf('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING')),
  redriveFilter: optional(oneOf('REDRIVEN', 'NOT_REDRIVEN')),
  maxResults: shapes.pageSize,
  nextToken: optional(text({ min: 1, max: 3096 })),
})

/** Newest first. A page token holds the number of the last execution shown, so that new starts do not shift the pages. */
export const listExecutions = operation(input, (context, request) => {
  const { stateMachineArn, mapRunArn, statusFilter, redriveFilter, maxResults, nextToken } = request
  if (mapRunArn !== undefined) throw new AwsError('ResourceNotFound', 'This server has no Map Runs.')
  if (stateMachineArn === undefined) throw validationException('Must provide a State Machine ARN or Map Run ARN')
  const { machine, version, alias } = findTarget(context, stateMachineArn)
  if (machine.type === 'EXPRESS') throw typeNotSupported()

  const list = ['executions', stateMachineArn, statusFilter, redriveFilter].join('|')
  const filter = {
    ...(nextToken !== undefined && { before: readToken(list, nextToken) }),
    running: statusFilter === 'RUNNING',
  }
  const limit = maxResults || DEFAULT_PAGE
  const page: ExecutionRecord[] = []
  let more = false
  for (const record of context.catalogue.newestFirst(machine.arn, filter)) {
    if (statusFilter !== undefined && record.status !== statusFilter) continue
    if (redriveFilter !== undefined && record.redriveCount > 0 !== (redriveFilter === 'REDRIVEN')) continue
    if (version !== undefined && record.start.stateMachineVersionArn !== version.arn) continue
    if (alias !== undefined && record.start.stateMachineAliasArn !== alias.arn) continue
    more = page.length === limit
    if (more) break
    page.push(record)
  }
  const last = page.at(-1)
  return {
    executions: page.map(summary),
    nextToken: more && last ? pageToken(list, last.number) : undefined,
  }
})

function summary({ arn, name, start, status, stopMs, redriveCount, redriveMs }: ExecutionRecord) {
  return {
    executionArn: arn,
    stateMachineArn: start.stateMachineArn,
    name,
    status,
    startDate: wireTime(start.startMs),
    stopDate: stopMs === undefined ? undefined : wireTime(stopMs),
    stateMachineVersionArn: start.stateMachineVersionArn,
    stateMachineAliasArn: start.stateMachineAliasArn,
    redriveCount,
    redriveDate: redriveMs === undefined ? undefined : wireTime(redriveMs),
  }
}
