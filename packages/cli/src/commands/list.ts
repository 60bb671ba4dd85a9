import { ExecutionStatus, ListExecutionsCommand } from '@aws-sdk/client-sfn'
import { EXPRESS_KEEPS_NOTHING, Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { renderListed } from '../render-list.ts'
import { type TargetOptions, targetOf } from '../target.ts'

const MAX_LIMIT = 1000

/** Lists the newest executions, newest first. */
export async function list(options: TargetOptions & { status?: string; limit: string; json?: true }): Promise<number> {
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new Failure(`--limit ${options.limit} is out of range: expected a whole number from 1 to ${MAX_LIMIT}.`)
  }
  const target = targetOf(options)
  const { arn, express } = await target.stateMachine()
  if (express) throw new Failure(EXPRESS_KEEPS_NOTHING)
  const { executions = [] } = await target.sfn.send(
    new ListExecutionsCommand({
      stateMachineArn: arn,
      maxResults: limit,
      ...(options.status === undefined ? {} : { statusFilter: statusOf(options.status) }),
    }),
  )
  if (options.json) printJson(executions)
  else
    print(
      executions.length === 0
        ? 'No executions yet. Start one with: enroll start'
        : executions.map(renderListed).join('\n'),
    )
  return 0
}

function statusOf(status: string): ExecutionStatus {
  const known = Object.values(ExecutionStatus).find((value) => value === status.toUpperCase())
  if (known !== undefined) return known
  throw new Failure(`--status ${status} is unknown: expected one of ${Object.values(ExecutionStatus).join(', ')}.`)
}
