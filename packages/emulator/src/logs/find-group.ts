import { optional } from '../server/shapes.ts'
import * as shapes from './common-shapes.ts'
import { invalidParameter, noSuchGroup } from './errors.ts'
import type { LogGroup } from './log-group.ts'
import type { LogsContext } from './operation.ts'

/** The two ways to name a group. */
export const groupMembers = {
  logGroupName: optional(shapes.groupName),
  logGroupIdentifier: optional(shapes.groupIdentifier),
}

interface GroupMembers {
  logGroupName: string | undefined
  logGroupIdentifier: string | undefined
}

/** By name or, as the identifier, by ARN. */
export function findGroup({ groups, arnPrefix }: LogsContext, input: GroupMembers): LogGroup {
  const identifier = input.logGroupIdentifier ?? input.logGroupName
  if (identifier === undefined) {
    throw invalidParameter(
      "1 validation error detected: Value null at 'logGroupName' failed to satisfy constraint: Member must not be null",
    )
  }
  const group = groups.get(identifier.startsWith(arnPrefix) ? identifier.slice(arnPrefix.length) : identifier)
  if (group === undefined) throw noSuchGroup()
  return group
}
