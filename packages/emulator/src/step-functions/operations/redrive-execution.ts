import { NotRedrivable } from 'asl'
import { optional, structure, text } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { executionNotRedrivable } from '../errors.ts'
import { findExecution } from '../lookup.ts'
import { operation } from '../operation.ts'
import { redriveState } from '../redrive-state.ts'
import { wireTime } from '../wire.ts'

/** How long AWS remembers a client token (API reference, "clientToken"). */
const TOKEN_FOR_MS = 15 * 60 * 1000

const input = structure({
  executionArn: shapes.arn,
  clientToken: optional(text({ min: 1, max: 64, pattern: /^[!-~]+$/ })),
})

export const redriveExecution = operation(input, async (context, { executionArn, clientToken }) => {
  const record = findExecution(context, executionArn)
  const nowMs = context.clock.now()
  // A repeat of the same request is answered as the first one was.
  const first = record.redriveTokens.findLast(({ token }) => token === clientToken)
  if (first !== undefined && nowMs - first.redriveMs < TOKEN_FOR_MS) return { redriveDate: wireTime(first.redriveMs) }
  const state = redriveState(context, record, nowMs)
  if (state.redriveStatus === 'NOT_REDRIVABLE') throw executionNotRedrivable(state.redriveStatusReason)
  const redriveMs = await context.runner.redrive(record, clientToken).catch((error: unknown) => {
    throw error instanceof NotRedrivable ? executionNotRedrivable(error.message) : error
  })
  if (redriveMs === undefined) throw executionNotRedrivable('Execution is RUNNING and cannot be redriven')
  return { redriveDate: wireTime(redriveMs) }
})
