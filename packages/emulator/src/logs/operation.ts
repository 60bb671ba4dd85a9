import { operationsOn } from '../server/operation.ts'
import type { LogGroup } from './log-group.ts'

/** What the operations work on. */
export interface LogsContext {
  groups: ReadonlyMap<string, LogGroup>
  /** The ARN of a group up to its name. */
  arnPrefix: string
}

/** CloudWatch Logs has one code for everything that is wrong with an input. */
export const operation = operationsOn<LogsContext>({
  constraint: 'InvalidParameterException',
  type: 'InvalidParameterException',
})
