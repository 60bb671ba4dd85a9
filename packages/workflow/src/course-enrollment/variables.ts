import { ONE_MORE_CONFLICT } from '../shared/back-off.ts'
import type { Request } from '../shared/items.ts'

/** The id of the course, once it was found. */
export const COURSE_ID = '$decision.course'

/** The key of the student: where the record was found. Its own `email` is what somebody put there. */
export const STUDENT = '$record.pk.S'

/** The request of this execution, once its course was found. */
export const THIS_REQUEST: Request = {
  courseId: COURSE_ID,
  startedAt: '$states.context.Execution.StartTime',
  execution: '$states.context.Execution.Id',
}

/** When the line ends, in milliseconds since 1970: as the course closes, and before the execution does, which lasts a year at most. */
export const LINE_ENDS_MS =
  '$min($append([$toMillis($states.context.Execution.StartTime) + 350 * 86400000], $toMillis($course.closesAt.S)))'

/** Where a cancelled transaction goes: ReadOutcome reads the truth, and backs off before a second attempt that finds nothing changed. */
export const CANCELLED = { Next: 'ReadOutcome', Assign: { conflicts: ONE_MORE_CONFLICT, rested: false } }
