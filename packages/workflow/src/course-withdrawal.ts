import type { Definition } from 'asl'
import { backOff, IS_STUCK, ONE_MORE_CONFLICT, stuck } from './shared/back-off.ts'
import type { DefinitionOptions } from './shared/definition-options.ts'
import { transaction } from './shared/dynamodb-tasks.ts'
import { endedKey, enrollmentKey, reasonGiven, requestRead } from './shared/items.ts'
import { jsonata } from './shared/jsonata.ts'
import { EMAIL_PROBLEMS, lookUpEmail, STUDENT } from './shared/look-up-email.ts'
import { startPromotion } from './shared/promotion.ts'
import { readItem } from './shared/read-item.ts'
import { REQUESTED_BY, requestedCourse, requestedText } from './shared/read-request.ts'
import { giveSeatBack, leaveLine } from './shared/seat-changes.ts'
import { wake } from './shared/wake.ts'

const SEAT = { courseId: '$course', student: STUDENT }

const WITHDRAWN = {
  reasons: reasonGiven({ code: 'WITHDRAWN', field: 'Course', message: 'The enrollment was withdrawn.' }),
  endRequestedBy: '$requestedBy',
  note: '$reason',
}

const { startedAt, execution } = requestRead(SEAT.courseId)

/** The enrollment that was read first: another one, of a later request, is left alone. */
const FIRST = jsonata(`{
  "startedAt": ${startedAt},
  "execution": ${execution},
  "status": $exists($enrollment.status) ? $enrollment.status.S : 'ENROLLED',
  "student": {"name": $enrollment.name.S, "email": $enrollment.email.S},
  "token": $exists($enrollment.taskToken) ? $enrollment.taskToken.S : ''
}`)

/** Ends an enrollment, whatever its status, and calls those who wait. */
export function withdrawalDefinition(options: DefinitionOptions): Definition {
  const cancelled = { Next: 'BackOff', Assign: { conflicts: ONE_MORE_CONFLICT } }
  return {
    Comment: 'Withdraws a student from a course, and calls those who wait for a seat',
    QueryLanguage: 'JSONata',
    StartAt: 'LookUpEmail',
    States: {
      LookUpEmail: lookUpEmail(
        options,
        {
          course: requestedCourse('null'),
          reason: requestedText('Reason', 500),
          requestedBy: REQUESTED_BY,
          first: {},
          conflicts: 0,
        },
        'CanFindEnrollment',
      ),
      CanFindEnrollment: {
        Type: 'Choice',
        Comment: 'Are there an address and a course to look for?',
        Choices: [{ Condition: '{% $boolean($email) and $boolean($course) %}', Next: 'ReadEnrollment' }],
        Default: 'NotEnrolled',
      },
      ReadEnrollment: readItem(options, enrollmentKey(SEAT.courseId, SEAT.student), 'enrollment', 'IsEnrolled'),
      IsEnrolled: {
        Type: 'Choice',
        Choices: [
          {
            Condition: jsonata('$exists($first.execution) and $not($enrollment.execution.S = $first.execution)'),
            Next: 'ReadEnd',
          },
          { Condition: '{% $not($exists($enrollment.pk)) %}', Next: 'NotEnrolled' },
          IS_STUCK,
          {
            Condition: jsonata(`$enrollment.status.S = 'WAITLISTED'`),
            Assign: { first: FIRST },
            Next: 'LeaveLine',
          },
          { Condition: '{% true %}', Assign: { first: FIRST }, Next: 'GiveSeatBack' },
        ],
      },
      GiveSeatBack: transaction(options, giveSeatBack(SEAT, WITHDRAWN), cancelled, { Next: 'DoesItsExecutionWait' }),
      LeaveLine: transaction(options, leaveLine(SEAT, WITHDRAWN), cancelled, { Next: 'DoesItsExecutionWait' }),
      BackOff: backOff('ReadEnrollment'),
      ReadEnd: readItem(
        options,
        endedKey({ courseId: SEAT.courseId, startedAt: '$first.startedAt', execution: '$first.execution' }),
        'ended',
        'WhoEndedIt',
      ),
      WhoEndedIt: {
        Type: 'Choice',
        Comment: 'An attempt of this execution whose answer was lost, or somebody else?',
        Choices: [{ Condition: '{% $ended.endedBy.S = $states.context.Execution.Id %}', Next: 'DoesItsExecutionWait' }],
        Default: 'NotEnrolled',
      },
      DoesItsExecutionWait: {
        Type: 'Choice',
        Choices: [{ Condition: jsonata(`$first.status != 'ENROLLED' and $first.token != ''`), Next: 'WakeExecution' }],
        Default: 'PromoteNext',
      },
      WakeExecution: wake(options, '$first.token', 'PromoteNext'),
      PromoteNext: startPromotion(options, SEAT.courseId, 'Withdrawn'),
      Withdrawn: {
        Type: 'Succeed',
        Output: {
          status: 'WITHDRAWN',
          course: '{% $course %}',
          student: '{% $first.student %}',
          was: '{% $first.status %}',
        },
      },
      NotEnrolled: {
        Type: 'Succeed',
        Output: {
          status: 'NOT_ENROLLED',
          course: '{% $boolean($course) ? $course : null %}',
          reasons: jsonata(`$count($problems) > 0 or $not($boolean($course))
            ? [${EMAIL_PROBLEMS}, $boolean($course) ? [] : {
                "code": 'COURSE_UNKNOWN',
                "field": 'Course',
                "message": $course = null ? 'Course is missing: expected the id of a course.' : 'Course is not a course id.'
              }]
            : [{
                "code": 'NOT_ENROLLED', "field": 'Email', "message": 'This student has no enrollment in this course.'
              }]`),
        },
      },
      Stuck: stuck,
    },
  }
}
