import type { Definition, TaskState } from 'asl'
import { enrollStudent, readOutcome } from './enrolling.ts'
import { canFindRecords, findRecords, REQUESTED_COURSE } from './find-records.ts'
import { jsonata } from './jsonata.ts'
import { type LambdaManifest, lambdaOfState } from './lambdas.ts'
import { lambdaRetriers, RECORDS_INCOMPLETE } from './retry.ts'

export interface DefinitionOptions {
  /** The ARN (of an alias or not) under which the function of a manifest is called. */
  functionArn: (manifest: LambdaManifest) => string
  tableName: string
}

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
        Branches: (['LookUpName', 'LookUpEmail', 'LookUpPaymentInfo'] as const).map((name) => ({
          StartAt: name,
          States: { [name]: { ...lambdaTask(lambdaOfState[name], options), End: true } },
        })),
        // No later state gets the raw request: it may be as large as a payload can be.
        Output: {
          name: '{% $states.result[0] %}',
          email: '{% $states.result[1] %}',
          payment: '{% $states.result[2] %}',
          course: REQUESTED_COURSE,
          // Until FindRecords has run.
          records: [],
          complete: true,
        },
        Next: 'CanFindRecords',
      },
      ValidateDetails: {
        ...lambdaTask(lambdaOfState.ValidateDetails, options),
        Arguments: jsonata(`$merge([$states.input, {
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
      FindRecords: findRecords(options.tableName),
      WaitForRecords: {
        Type: 'Wait',
        Comment: 'The table was too busy to answer in full',
        Seconds: JITTERED_SECONDS,
        Next: 'FindRecords',
      },
      EnrollStudent: enrollStudent(options.tableName),
      ReadOutcome: readOutcome(options.tableName),
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
