import type { Definition } from 'asl'
import { checks, lambdaOfState } from '../lambdas.ts'
import { backOff } from '../shared/back-off.ts'
import type { EnrollmentOptions } from '../shared/definition-options.ts'
import { jsonata } from '../shared/jsonata.ts'
import { lambdaTask } from '../shared/lambda-task.ts'
import { startPromotion } from '../shared/promotion.ts'
import { REQUESTED_BY } from '../shared/read-request.ts'
import { RECORDS_INCOMPLETE } from '../shared/retry.ts'
import { canFindRecords, findRecords, REQUESTED_COURSE } from './find-records.ts'
import { noteCancellation } from './note-cancellation.ts'
import { outcomeChoice } from './outcome-choice.ts'
import { countLine, readOutcome } from './read-outcome.ts'
import { enrollStudent, holdSeat, joinWaitlist } from './take-seat.ts'
import { COURSE_ID } from './variables.ts'
import { awaitPayment, awaitSeat, confirmSeat, leaveLine, releaseSeat } from './waiting.ts'

/**
 * The enrollment workflow in the Amazon States Language. A business "no" is an answer: any JSON input ends SUCCEEDED;
 * FAILED means that the machinery failed.
 */
export function enrollmentDefinition(options: EnrollmentOptions): Definition {
  const isExpress = options.type === 'EXPRESS'
  return {
    Comment: 'Enrolls a student in a course, or cancels with every reason',
    QueryLanguage: 'JSONata',
    // Where it waits for people, it takes the time that they take.
    ...(isExpress ? { TimeoutSeconds: 300 } : {}),
    StartAt: 'CheckDetails',
    States: {
      CheckDetails: {
        Type: 'Parallel',
        Comment: 'Each check gets the whole request',
        Branches: Object.entries(checks).map(([name, manifest]) => ({
          StartAt: name,
          States: { [name]: { ...lambdaTask(manifest, options), End: true } },
        })),
        // No later state gets the raw request: it may be as large as a payload can be.
        Assign: { checked: CHECKED },
        // Until FindRecords has run.
        Output: { ...CHECKED, records: [], complete: true },
        Next: 'CanFindRecords',
      },
      ValidateDetails: {
        ...lambdaTask(lambdaOfState.ValidateDetails, options),
        // Version 1 of validate-details takes three results by these names: it is in use until its stack follows this one.
        Arguments:
          jsonata(`$merge([$states.input.checks.{"name": Name, "email": Email, "payment": Payment}, $states.input, {
          "execution": $states.context.Execution.Id,
          "startedAt": $states.context.Execution.StartTime
        }])`),
        // No enrollment is known yet: only ReadOutcome finds one.
        Assign: { decision: '{% $states.result %}', enrollment: {}, conflicts: 0, rested: true },
        Catch: [{ ErrorEquals: [RECORDS_INCOMPLETE], Next: 'WaitForRecords' }],
        Next: 'Decision',
      },
      Decision: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $decision.enroll %}', Next: 'EnrollStudent' },
          // A version of validate-details before seats were held does not say.
          isExpress
            ? {
                Condition: '{% $decision.hold = true %}',
                Next: 'NoteCancellation',
                Assign: { decision: PAYMENT_PENDING },
              }
            : { Condition: '{% $decision.hold = true %}', Next: 'HoldSeat' },
          // Closed to new requests. A repeated one is answered with the enrollment that there is.
          { Condition: ONLY_THE_DATES, Next: 'ReadOutcome', Assign: { decision: CLOSED } },
        ],
        Default: 'NoteCancellation',
      },
      // Between CheckDetails and ValidateDetails; the states above are those of the article.
      CanFindRecords: canFindRecords,
      FindRecords: findRecords(options),
      WaitForRecords: {
        Type: 'Wait',
        Comment: 'The table was too busy to answer in full',
        Seconds: '{% 1 + $floor($random() * 3) %}',
        Next: 'FindRecords',
      },
      EnrollStudent: enrollStudent(options),
      ...(isExpress
        ? {}
        : {
            HoldSeat: holdSeat(options),
            AwaitPayment: awaitPayment(options),
            ConfirmSeat: confirmSeat(options),
            ReleaseSeat: releaseSeat(options),
            JoinWaitlist: joinWaitlist(options),
            AwaitSeat: awaitSeat(options),
            RemindWaitlist: startPromotion(options, COURSE_ID, 'ReadOutcome'),
            LeaveLine: leaveLine(options),
          }),
      ReadOutcome: readOutcome(options),
      Outcome: outcomeChoice(options),
      BackOff: backOff('ReadOutcome', isExpress ? 20 : 300, { rested: true }),
      PromoteNext: startPromotion(options, COURSE_ID, 'Cancelled'),
      CountLine: countLine(options),
      IsLineCounted: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $exists($countedTo.pk) %}', Next: 'CountLine' }],
        Default: 'AlreadyEnrolled',
      },
      AlreadyEnrolled: { Type: 'Succeed', Output: ALREADY_ENROLLED },
      Enrolled: { Type: 'Succeed', Output: ENROLLED },
      NoteCancellation: noteCancellation(options),
      Cancelled: {
        Type: 'Succeed',
        Output: { status: 'CANCELLED', course: '{% $decision.course %}', reasons: '{% $decision.reasons %}' },
      },
    },
  }
}

const CHECKED = {
  checks: Object.fromEntries(
    Object.values(checks).map(({ field }, index) => [field, `{% $states.result[${index}] %}`]),
  ),
  course: REQUESTED_COURSE,
  requestedBy: REQUESTED_BY,
}

const PAYMENT_PENDING = {
  course: '{% $decision.course %}',
  reasons: [{ code: 'PAYMENT_PENDING', field: 'Payment', message: 'The payment has not arrived yet.' }],
}

const ENROLLED = jsonata(`{
  "status": "ENROLLED",
  "course": $decision.course,
  "student": $decision.student,
  "enrolledAt": $exists($enrollment.enrolledAt) ? $enrollment.enrolledAt.S : $states.context.Execution.StartTime
}`)

const ONLY_THE_DATES = jsonata(`$count($decision.reasons) > 0
  and $count($decision.reasons[code = 'COURSE_CLOSED' or code = 'COURSE_NOT_OPEN']) = $count($decision.reasons)`)

/** The details equal the record, whose student would have been enrolled. */
const CLOSED = {
  enroll: false,
  course: '{% $decision.course %}',
  student: { name: '{% $record.name.S %}', email: '{% $record.email.S %}' },
  reasons: '{% $decision.reasons %}',
}

/** What an earlier execution has come to so far. The one that waits is named: its end is the answer. */
const ALREADY_ENROLLED = jsonata(`(
  $status := $exists($enrollment.status) ? $enrollment.status.S : 'ENROLLED';
  $merge([
    {"status": $status, "course": $decision.course, "student": $decision.student, "alreadyEnrolled": true},
    $status = 'ENROLLED' ? {"enrolledAt": $enrollment.enrolledAt.S} : {"execution": $enrollment.execution.S},
    $status = 'AWAITING_PAYMENT' ? {"heldUntil": $enrollment.heldUntil.S} : {},
    $status = 'WAITLISTED' ? {"position": $max([1, $position])} : {}
  ])
)`)
