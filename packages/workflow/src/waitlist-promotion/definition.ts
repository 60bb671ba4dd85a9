import type { Definition } from 'asl'
import { backOff, IS_STUCK, ONE_MORE_CONFLICT, stuck } from '../shared/back-off.ts'
import type { DefinitionOptions } from '../shared/definition-options.ts'
import { transaction } from '../shared/dynamodb-tasks.ts'
import { enrollmentKey } from '../shared/items.ts'
import { jsonata } from '../shared/jsonata.ts'
import { startPromotion } from '../shared/promotion.ts'
import { readItem } from '../shared/read-item.ts'
import { requestedCourse } from '../shared/read-request.ts'
import { confirmSeat, deletePlace, leaveCounter, releaseSeat } from '../shared/seat-changes.ts'
import { wake } from '../shared/wake.ts'
import { giveSeat, skipWaiter } from './give-seat.ts'
import { findOverdueHold, firstInLine, readHold, readPlace } from './read-line.ts'

/** After this many turns it starts itself anew: an execution has at most 25,000 events. */
const MAX_TURNS = 100

/** A hold is ended here only where its own execution has not done so in an hour: it was stopped, or it failed. */
const GRACE_MS = 3_600_000

const IS_FULL = '$number($course.seatsTaken.N) >= $number($course.seats.N)'

/** Whose turn it is: of the first in line, or of one whose hold is over. */
const SEAT = { courseId: '$id', student: '$student' }

const TURN = { turns: '{% $turns + 1 %}', conflicts: 0 }
const CONFLICT = { Assign: { turns: '{% $turns + 1 %}', conflicts: ONE_MORE_CONFLICT } }

/**
 * While a seat is free and somebody waits: gives the first the seat, and wakes that execution. Once the course is closed, all who wait
 * are passed over, seat or no seat. Any number may run at once: each turn reads where things stand, and changes them only if they still
 * stand so.
 */
export function promotionDefinition(options: DefinitionOptions): Definition {
  return {
    Comment:
      'Gives free seats of a course to those who wait, in the order in which they came, and cancels those who wait for one that is closed',
    QueryLanguage: 'JSONata',
    StartAt: 'ReadRequest',
    States: {
      ReadRequest: {
        Type: 'Pass',
        Assign: {
          id: requestedCourse('null'),
          turns: 0,
          conflicts: 0,
          promoted: 0,
          skipped: 0,
          released: 0,
          holdsReadTo: {},
        },
        Next: 'CanFindLine',
      },
      CanFindLine: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $boolean($id) %}', Next: 'FirstInLine' }],
        Default: 'CourseUnknown',
      },
      FirstInLine: firstInLine(options, SEAT),
      IsAnybodyWaiting: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $not($exists($place.sk)) %}', Next: 'Done' },
          IS_STUCK,
          { Condition: `{% $turns >= ${MAX_TURNS} %}`, Next: 'StartAnew' },
        ],
        Default: 'ReadPlace',
      },
      ReadPlace: readPlace(options, SEAT, { ...CONFLICT, Next: 'BackOff' }),
      CanGiveSeat: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $not($exists($course.pk)) %}', Next: 'Done' },
          {
            Condition: jsonata(`$not($enrollment.status.S = 'WAITLISTED' and $enrollment.waitKey.S = $place.sk.S)`),
            Next: 'DropPlace',
          },
          // No seat is given any more, so those who wait are cancelled now.
          { Condition: jsonata(`$reason.code = 'COURSE_CLOSED'`), Next: 'SkipWaiter' },
          // It has given what was free. Holds are looked for where nothing was, which those who wait have looked at each day.
          { Condition: `{% ${IS_FULL} and $promoted > 0 and $released = 0 %}`, Next: 'Done' },
          { Condition: `{% ${IS_FULL} %}`, Next: 'FindOverdueHold' },
          { Condition: '{% $exists($reason.code) %}', Next: 'SkipWaiter' },
        ],
        Default: 'GiveSeat',
      },
      GiveSeat: transaction(
        options,
        giveSeat(SEAT),
        { ...CONFLICT, Next: 'ReadAgain' },
        { Assign: { ...TURN, promoted: '{% $promoted + 1 %}' }, Next: 'DoesItsExecutionWait' },
      ),
      SkipWaiter: transaction(
        options,
        skipWaiter(SEAT),
        { ...CONFLICT, Next: 'ReadAgain' },
        { Assign: { ...TURN, skipped: '{% $skipped + 1 %}' }, Next: 'DoesItsExecutionWait' },
      ),
      // Its enrollment is gone, or has another place.
      DropPlace: transaction(
        options,
        [deletePlace(SEAT.courseId, '$place.sk.S'), leaveCounter(SEAT.courseId)],
        { ...CONFLICT, Next: 'BackOff' },
        { Assign: TURN, Next: 'FirstInLine' },
      ),
      FindOverdueHold: findOverdueHold(options, SEAT, GRACE_MS),
      IsHoldOverdue: {
        Type: 'Choice',
        Choices: [
          { Condition: `{% $student != '' %}`, Next: 'ReadHold' },
          { Condition: '{% $exists($holdsReadTo.pk) %}', Next: 'FindOverdueHold' },
        ],
        Default: 'Done',
      },
      ReadHold: readHold(options, SEAT, { ...CONFLICT, Next: 'BackOff' }),
      CanEndHold: {
        Type: 'Choice',
        Choices: [
          { Condition: jsonata(`$not($enrollment.status.S = 'AWAITING_PAYMENT')`), Assign: TURN, Next: 'FirstInLine' },
          { Condition: jsonata(`$record.payment.S = 'Done'`), Next: 'ConfirmSeat' },
        ],
        Default: 'ReleaseSeat',
      },
      ConfirmSeat: transaction(
        options,
        confirmSeat(SEAT),
        { ...CONFLICT, Next: 'ReadAgain' },
        { Assign: TURN, Next: 'DoesItsExecutionWait' },
      ),
      ReleaseSeat: transaction(
        options,
        releaseSeat(SEAT, GRACE_MS),
        { ...CONFLICT, Next: 'ReadAgain' },
        { Assign: { ...TURN, released: '{% $released + 1 %}' }, Next: 'DoesItsExecutionWait' },
      ),
      DoesItsExecutionWait: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $exists($enrollment.taskToken) %}', Next: 'WakeExecution' }],
        Default: 'FirstInLine',
      },
      WakeExecution: wake(options, '$enrollment.taskToken.S', 'FirstInLine'),
      ReadAgain: readItem(options, enrollmentKey(SEAT.courseId, SEAT.student), 'reread', 'IsItMade'),
      IsItMade: {
        Type: 'Choice',
        Comment:
          'The change was cancelled: has another promotion made it, or an attempt of this one whose answer was lost?',
        Choices: [
          // Its execution may have stored a new token since.
          {
            Condition: '{% $exists($reread.taskToken) and $not($reread.status = $enrollment.status) %}',
            Assign: { enrollment: '{% $reread %}' },
            Next: 'WakeExecution',
          },
          { Condition: '{% $not($exists($reread.pk)) and $exists($enrollment.taskToken) %}', Next: 'WakeExecution' },
        ],
        Default: 'BackOff',
      },
      BackOff: backOff('FirstInLine'),
      StartAnew: startPromotion(options, SEAT.courseId, 'Done'),
      Done: {
        Type: 'Succeed',
        Output: jsonata(`$merge([
          {"status": 'DONE', "course": $id, "promoted": $promoted, "skipped": $skipped, "released": $released},
          $turns >= ${MAX_TURNS} ? {"continued": true} : {}
        ])`),
      },
      CourseUnknown: {
        Type: 'Succeed',
        Output: {
          status: 'COURSE_UNKNOWN',
          reasons: [{ code: 'COURSE_UNKNOWN', field: 'Course', message: 'Course is missing or no course id.' }],
        },
      },
      Stuck: stuck,
    },
  }
}
