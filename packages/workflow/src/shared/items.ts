import { indexKey, keyPrefix, NO_COURSE, sortKey, sortKeyPrefix } from 'records'
import { expressionOf, jsonata } from './jsonata.ts'

/*
 * Keys and parts of transactions. What is passed in are JSONata expressions, without their braces.
 */

export function courseKey(id: string) {
  return { pk: { S: `{% '${keyPrefix.course}' & ${id} %}` }, sk: { S: sortKey.course } }
}

/** `student` is the partition key of the student record. */
export function recordKey(student: string) {
  return { pk: { S: `{% ${student} %}` }, sk: { S: sortKey.student } }
}

export function enrollmentKey(courseId: string, student: string) {
  return { pk: courseKey(courseId).pk, sk: { S: `{% ${student} %}` } }
}

export function studentOf(email: string): string {
  return `('${keyPrefix.student}' & ${email})`
}

/** What `endedKey` and `putEnded` need to know of a request. */
export interface Request {
  /** The id of the course, false for none. */
  courseId: string
  /** When its execution started, and its ARN. */
  startedAt: string
  execution: string
}

/** The request whose enrollment was read into `$enrollment`. One from before there was a `startedAt` was enrolled since its start. */
export function requestRead(courseId: string): Request {
  return {
    courseId,
    startedAt: '($exists($enrollment.startedAt) ? $enrollment.startedAt.S : $enrollment.enrolledAt.S)',
    execution: '$enrollment.execution.S',
  }
}

export function endedKey({ courseId, startedAt, execution }: Request) {
  return {
    pk: { S: `{% '${keyPrefix.course}' & (${courseId} ? ${courseId} : '${NO_COURSE}') %}` },
    sk: { S: `{% '${sortKeyPrefix.ended}' & ${startedAt} & '#' & ${nameOfExecution(execution)} %}` },
  }
}

/** The name of an execution, of which its ARN has more than one part in Express. */
export function nameOfExecution(arn: string): string {
  return `$split(${arn}, ':')[-1]`
}

/** A list of texts that may be absent or empty, as attributes. */
function texts(attributes: Readonly<Record<string, string>>): string {
  const entries = Object.entries(attributes).map(
    ([name, text]) => `$boolean(${text}) ? {"${name}": {"S": ${text}}} : {}`,
  )
  return `$merge([${entries.join(', ')}])`
}

export interface Ended {
  request: Request
  /** By `reasonsRead` and `reasonGiven`. */
  reasons: string
  /** As far as they are known; `student` is the partition key of the record. */
  student: string
  name: string
  email: string
  requestedBy: string
  /** Who asked for the end, and why, where somebody did. */
  endRequestedBy?: string
  note?: string
  /** Whether a seat was held: then it is kept, else for 90 days. */
  heldSeat: string
}

/** The reasons of a list of `{code, field, message}`, or the one, that was read or found, as items of `Ended`. */
export function reasonsRead(reasons: string): string {
  return `${reasons}.{"M": {"code": {"S": code}, "field": {"S": field}, "message": {"S": message}}}`
}

/** The same of a reason that is known beforehand. */
export function reasonGiven({ code, field, message }: Readonly<Record<'code' | 'field' | 'message', string>>): string {
  return `{"M": {"code": {"S": '${code}'}, "field": {"S": '${field}'}, "message": {"S": '${message}'}}}`
}

const DAYS_KEPT = 90

/** Puts what is known of a request that ended, if it is not there yet. */
export function putEnded({ request, reasons, heldSeat, ...known }: Ended) {
  const { pk, sk } = endedKey(request)
  return {
    Item: jsonata(`$merge([
      {
        "pk": ${expressionOf(pk)},
        "sk": ${expressionOf(sk)},
        "reasons": {"L": [${reasons}]},
        "startedAt": {"S": ${request.startedAt}},
        "endedAt": {"S": $now()},
        "execution": {"S": ${request.execution}},
        "endedBy": {"S": $states.context.Execution.Id}
      },
      ${texts({
        name: known.name,
        email: known.email,
        [indexKey]: known.student,
        requestedBy: known.requestedBy,
        endRequestedBy: known.endRequestedBy ?? "''",
        note: known.note ?? "''",
      })},
      ${heldSeat} ? {} : {"expires": {"N": $string($floor($millis() / 1000) + ${DAYS_KEPT * 86_400})}}
    ])`),
    ConditionExpression: 'attribute_not_exists(pk)',
  }
}

export interface NewEnrollment {
  courseId: string
  student: string
  name: string
  email: string
  requestedBy: string
  status: string
  /** Other attributes, as an expression for an object. */
  attributes: string
}

/** Puts the enrollment of this execution, if the student has none in the course. */
export function putEnrollment({ courseId, student, name, email, requestedBy, status, attributes }: NewEnrollment) {
  return {
    Item: jsonata(`$merge([
      {
        "pk": {"S": '${keyPrefix.course}' & ${courseId}},
        "sk": {"S": ${student}},
        "${indexKey}": {"S": ${student}},
        "status": {"S": '${status}'},
        "name": {"S": ${name}},
        "email": {"S": ${email}},
        "startedAt": {"S": $states.context.Execution.StartTime},
        "execution": {"S": $states.context.Execution.Id}
      },
      ${texts({ requestedBy })},
      ${attributes}
    ])`),
    ConditionExpression: 'attribute_not_exists(pk)',
  }
}

/**
 * The condition that the enrollment read into `$enrollment` is still as it was read: of the same execution, in the same state, with the
 * same token. Where it had no status or token, it must have none. `also` is a further condition (begins with AND), `values` an
 * expression for the further values that the whole needs.
 */
export function asRead({ also = '', values = '{}' } = {}) {
  return {
    ConditionExpression: jsonata(`'execution = :execution'
      & ($exists($enrollment.status) ? ' AND #status = :status' : ' AND attribute_not_exists(#status)')
      & ($exists($enrollment.taskToken) ? ' AND taskToken = :token' : ' AND attribute_not_exists(taskToken)')
      & '${also}'`),
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: jsonata(`$merge([
      {":execution": $enrollment.execution},
      $exists($enrollment.status) ? {":status": $enrollment.status} : {},
      $exists($enrollment.taskToken) ? {":token": $enrollment.taskToken} : {},
      ${values}
    ])`),
  }
}
