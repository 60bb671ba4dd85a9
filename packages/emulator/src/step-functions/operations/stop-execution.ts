import { structure } from '../../server/shapes.ts'
import * as shapes from '../common-shapes.ts'
import { findExecution } from '../lookup.ts'
import { operation } from '../operation.ts'
import { present, wireTime } from '../wire.ts'

const input = structure({ executionArn: shapes.arn, error: shapes.errorName, cause: shapes.errorCause })

/** To stop what has ended is no error and changes nothing. */
export const stopExecution = operation(input, async (context, { executionArn, error, cause }) => {
  const record = findExecution(context, executionArn)
  await context.runner.signal(executionArn, { type: 'stop', ...present({ error, cause }) })
  return { stopDate: wireTime(record.stopMs ?? context.clock.now()) }
})
