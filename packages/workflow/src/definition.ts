import type { Definition, TaskState } from 'asl'
import type { DefinitionOptions } from './definition-options.ts'
import { enrollStudent, readOutcome } from './enrolling.ts'
import { canFindRecords, findRecords, REQUESTED_COURSE } from './find-records.ts'
import { jsonata } from './jsonata.ts'
import { checks, type LambdaManifest, lambdaOfState } from './lambdas.ts'
import { lambdaRetriers, RECORDS_INCOMPLETE } from './retry.ts'

/**
 * Between a Lambda's own timeout and its task's: time for a cold start, for a queue where there is one, and for the
 * answer's way back. Too little fails enrollments on a busy day; too much costs nothing unless an answer is lost.
 */
const TASK_MARGIN_SECONDS = 27

/**
 * The enrollment workflow in the Amazon States Language. A business "no" is an answer: any JSON input ends SUCCEEDED,
 * as ENROLLED or CANCELLED; FAILED means that the machinery failed.
 */
export function enrollmentDefinition(options: DefinitionOptions): Definition {
  return {
    Comment: 'Enrolls a student in a course, or cancels with every reason',
    QueryLanguage: 'JSONata',
    TimeoutSeconds: 600,
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
        Output: {
          checks: Object.fromEntries(
            Object.values(checks).map(({ field }, index) => [field, `{% $states.result[${index}] %}`]),
          ),
          course: REQUESTED_COURSE,
          // Until FindRecords has run.
          records: [],
          complete: true,
        },
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
        Assign: { decision: '{% $states.result %}', enrollment: {} },
        Catch: [{ ErrorEquals: [RECORDS_INCOMPLETE], Next: 'WaitForRecords' }],
        Next: 'Decision',
      },
      Decision: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $decision.enroll %}', Next: 'EnrollStudent' }],
        Default: 'Cancelled',
      },
      // Between CheckDetails and ValidateDetails; the states above are those of the article.
      CanFindRecords: canFindRecords,
      FindRecords: findRecords(options),
      WaitForRecords: {
        Type: 'Wait',
        Comment: 'The table was too busy to answer in full',
        Seconds: JITTERED_SECONDS,
        Next: 'FindRecords',
      },
      EnrollStudent: enrollStudent(options),
      ReadOutcome: readOutcome(options),
      Outcome: {
        Type: 'Choice',
        Comment:
          'The transaction was cancelled: because of a repeat, a changed record, a full course, or a mere conflict?',
        Choices: [
          { Condition: '{% $exists($enrollment.pk) %}', Next: 'Enrolled' },
          { Condition: '{% $recordChanged %}', Next: 'FindRecords' },
          { Condition: '{% $not($seatLeft) %}', Next: 'Cancelled', Assign: { decision: COURSE_FULL } },
        ],
        Default: 'WaitForConflict',
      },
      WaitForConflict: {
        Type: 'Wait',
        Comment: 'Jittered, so that those who met do not meet again',
        Seconds: JITTERED_SECONDS,
        Next: 'EnrollStudent',
      },
      Enrolled: { Type: 'Succeed', Output: ENROLLED },
      Cancelled: {
        Type: 'Succeed',
        Output: { status: 'CANCELLED', course: '{% $decision.course %}', reasons: '{% $decision.reasons %}' },
      },
    },
  }
}

function lambdaTask(manifest: LambdaManifest, options: DefinitionOptions): Omit<TaskState, 'Next' | 'End'> {
  return {
    Type: 'Task',
    Resource: options.functionArn(manifest),
    TimeoutSeconds: manifest.timeoutMs / 1000 + TASK_MARGIN_SECONDS,
    Retry: lambdaRetriers(manifest.errors.transient),
  }
}

/** One to three. */
const JITTERED_SECONDS = '{% 1 + $floor($random() * 3) %}'

const COURSE_FULL = jsonata(`{
  "course": $decision.course,
  "reasons": [{"code": "COURSE_FULL", "field": "Course", "message": "All seats of this course are taken."}]
}`)

/** `$enrollment` is set only after a cancelled transaction: it says who took the seat, and when. */
const ENROLLED = jsonata(`(
  $repeat := $exists($enrollment.pk) and $enrollment.execution.S != $states.context.Execution.Id;
  $merge([
    {
      "status": "ENROLLED",
      "course": $decision.course,
      "student": $decision.student,
      "enrolledAt": $exists($enrollment.pk) ? $enrollment.enrolledAt.S : $states.context.Execution.StartTime
    },
    $repeat ? {"alreadyEnrolled": true} : {}
  ])
)`)
