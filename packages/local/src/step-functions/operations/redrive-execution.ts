import { NotRedrivable } from 'asl'
import * as shapes from '../common-shapes.ts'
import { executionNotRedrivable } from '../errors.ts'
import { findExecution } from '../lookup.ts'
import { operation } from '../operation.ts'
import { redriveState } from '../redrive-state.ts'
import { optional, structure, text } from '../shapes.ts'
import { wireTime } from '../wire.ts'

const input = structure({
  executionArn: shapes.arn,
  clientToken: optional(text({ min: 1, max: 64, pattern: /^[!-~]+$/ })),
})

export const redriveExecution = operation(input, async (room, { executionArn, clientToken }) => {
  const record = findExecution(room, executionArn)
  // A repeat of the same request is answered as the first one was.
  if (clientToken !== undefined && record.redriveMs !== undefined && record.redriveToken === clientToken) {
    return { redriveDate: wireTime(record.redriveMs) }
  }
  const state = redriveState(record, room.clock.now())
  if (state.redriveStatus === 'NOT_REDRIVABLE') throw executionNotRedrivable(state.redriveStatusReason)
  if (room.machines.get(record.start.stateMachineArn)?.deleting) {
    throw executionNotRedrivable('Execution cannot be redriven: its state machine is being deleted')
  }
  const redriveMs = await room.runner.redrive(record, clientToken).catch((error: unknown) => {
    throw error instanceof NotRedrivable ? executionNotRedrivable(error.message) : error
  })
  if (redriveMs === undefined) throw executionNotRedrivable('Execution is RUNNING and cannot be redriven')
  return { redriveDate: wireTime(redriveMs) }
})
