import type { ChoiceState } from 'asl'
import type { EnrollmentOptions } from '../shared/definition-options.ts'
import { jsonata } from '../shared/jsonata.ts'
import { LINE_ENDS_MS } from './variables.ts'

const IS_THERE = '$exists($enrollment.pk)'
const IS_MINE = '$enrollment.execution.S = $states.context.Execution.Id'
/** Those from before there was a status hold a seat. */
const IS_ENROLLED = `($enrollment.status.S = 'ENROLLED' or $not($exists($enrollment.status)))`
const AWAITS_PAYMENT = `$enrollment.status.S = 'AWAITING_PAYMENT'`
const IS_WAITLISTED = `$enrollment.status.S = 'WAITLISTED'`
const HAS_FREE_SEAT = '$number($course.seatsTaken.N) < $number($course.seats.N)'
const WAITING = '($exists($course.waiting.N) ? $number($course.waiting.N) : 0)'

type Rule = ChoiceState['Choices'][number]

/** What the request came to: it is over. */
const OVER: Rule[] = [
  {
    // Withdrawn, released or out of the line. That may have freed a seat.
    Condition: '{% $exists($ended.pk) %}',
    Assign: {
      decision: {
        course: '{% $decision.course %}',
        reasons: '{% [$ended.reasons.L.M.{"code": code.S, "field": field.S, "message": message.S}] %}',
      },
    },
    Next: 'PromoteNext',
  },
  {
    Condition: jsonata(`${IS_THERE} and $not(${IS_MINE}) and ${IS_WAITLISTED}`),
    Assign: { position: 0, countedTo: {} },
    Next: 'CountLine',
  },
  { Condition: jsonata(`${IS_THERE} and $not(${IS_MINE})`), Next: 'AlreadyEnrolled' },
  { Condition: jsonata(`${IS_THERE} and ${IS_ENROLLED}`), Next: 'Enrolled' },
]

/** A second attempt that changed nothing: others write the same items. */
const BACK_OFF: Rule = { Condition: '{% $conflicts > 1 and $not($rested) %}', Next: 'BackOff' }

/** This execution's enrollment holds a seat for a payment, or waits for a seat. */
const WAITS: Rule[] = [
  { Condition: jsonata(`${AWAITS_PAYMENT} and $paid`), Next: 'ConfirmSeat' },
  {
    Condition: jsonata(`${AWAITS_PAYMENT} and $toMillis($enrollment.heldUntil.S) <= $millis()`),
    Next: 'ReleaseSeat',
  },
  { Condition: jsonata(AWAITS_PAYMENT), Next: 'AwaitPayment' },
  { Condition: jsonata(`${IS_WAITLISTED} and ${LINE_ENDS_MS} <= $millis()`), Next: 'LeaveLine' },
  { Condition: jsonata(IS_WAITLISTED), Next: 'AwaitSeat' },
]

const TAKE = `${HAS_FREE_SEAT} and ${WAITING} = 0`
const CHANGED: Rule = { Condition: '{% $changed %}', Next: 'FindRecords' }
/** The course is not open to requests, and there is no enrollment from before. */
const REFUSED: Rule = { Condition: '{% $count($decision.reasons) > 0 %}', Next: 'NoteCancellation' }
const ENROLL: Rule = { Condition: jsonata(`${TAKE} and $decision.enroll`), Next: 'EnrollStudent' }
const HOLD: Rule = { Condition: jsonata(TAKE), Next: 'HoldSeat' }
const JOIN: Rule = {
  Condition: jsonata(`$exists($course.waitlist.N) and ${WAITING} < $number($course.waitlist.N)`),
  Next: 'JoinWaitlist',
}
const FULL: Rule = {
  Condition: '{% true %}',
  Assign: {
    decision: {
      course: '{% $decision.course %}',
      reasons: [{ code: 'COURSE_FULL', field: 'Course', message: 'All seats of this course are taken.' }],
    },
  },
  Next: 'NoteCancellation',
}

/**
 * Decides by what ReadOutcome read. The order matters: a request that ended never goes on, and one for which there is an enrollment
 * never gets another.
 */
export function outcomeChoice({ type }: Pick<EnrollmentOptions, 'type'>): ChoiceState {
  const Choices =
    type === 'EXPRESS'
      ? [...OVER, BACK_OFF, CHANGED, REFUSED, ENROLL, FULL]
      : [...OVER, BACK_OFF, ...WAITS, CHANGED, REFUSED, ENROLL, HOLD, JOIN, FULL]
  return { Type: 'Choice', Comment: 'What is true now, whatever the attempt came to', Choices }
}
