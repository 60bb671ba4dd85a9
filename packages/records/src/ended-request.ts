import { numberOf, optionalTextOf, type StoredItem, type StoredValue, textOf } from './item.ts'
import { courseIdOf, NO_COURSE } from './keys.ts'

export interface EndedReason {
  code: string
  field: string
  message: string
}

/** A request that was cancelled, or an enrollment that ended: withdrawn, released, out of the line. */
export interface EndedRequest {
  /** The id of the course that was asked for; undefined where it cannot be one, or no valid address came with what was typed. */
  course: string | undefined
  /** As far as they were accepted; both undefined where the address was not: such a request could not be found, to erase it. */
  name: string | undefined
  email: string | undefined
  reasons: EndedReason[]
  /** ISO 8601: the start of the execution that asked. */
  startedAt: string
  /** ISO 8601. */
  endedAt: string
  /** The ARN of the execution that asked. */
  execution: string
  /** Who asked. */
  requestedBy: string | undefined
  /** The ARN of the execution that ended it, and who asked for that; the same execution where nobody did. */
  endedBy: string
  endRequestedBy: string | undefined
  /** Why, in the words of who asked for it. */
  note: string | undefined
  /** Seconds since 1970; only where no seat was held: it is deleted then. */
  expires: number | undefined
}

export function endedRequestOf(item: StoredItem): EndedRequest {
  const course = courseIdOf(item)
  return {
    course: course === NO_COURSE ? undefined : course,
    name: optionalTextOf(item, 'name'),
    email: optionalTextOf(item, 'email'),
    reasons: (item.reasons?.L ?? []).map(reasonOf),
    startedAt: textOf(item, 'startedAt'),
    endedAt: textOf(item, 'endedAt'),
    execution: textOf(item, 'execution'),
    requestedBy: optionalTextOf(item, 'requestedBy'),
    endedBy: textOf(item, 'endedBy'),
    endRequestedBy: optionalTextOf(item, 'endRequestedBy'),
    note: optionalTextOf(item, 'note'),
    expires: numberOf(item, 'expires') || undefined,
  }
}

function reasonOf({ M = {} }: StoredValue): EndedReason {
  return { code: textOf(M, 'code'), field: textOf(M, 'field'), message: textOf(M, 'message') }
}
