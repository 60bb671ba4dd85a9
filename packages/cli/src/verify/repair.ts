import { type TransactWriteItem, TransactWriteItemsCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn'
import { COURSES, courseKey, enrollmentKey, indexKey, studentKey } from 'records'
import { type PromotionOutcome, stateMachines } from 'workflow'
import { receivePayment } from '../commands/payments.ts'
import { withdrawal } from '../commands/withdraw.ts'
import { isConditionFailed, isTransactionCancelled } from '../conditions.ts'
import { answerOf } from '../execution.ts'
import type { Target } from '../target.ts'
import type { Finding } from './finding.ts'

/**
 * Puts one finding right: by an execution where one does it, else by a write with the condition that all is still as it was found.
 * Resolves with what was done; undefined where it cannot be done, or something changed meanwhile.
 */
export async function repair(target: Target, finding: Finding, who: string): Promise<string | undefined> {
  const { course } = finding
  switch (finding.kind) {
    case 'SEATS_TAKEN':
    case 'WAITING': {
      const counter = finding.kind === 'WAITING' ? 'waiting' : 'seatsTaken'
      return recount(target, course, counter, finding.stored, finding.counted)
    }
    case 'SEAT_NOT_GIVEN': {
      const input = { Course: course, RequestedBy: who }
      await answerOf<PromotionOutcome>(target, stateMachines.promotion, input)
      return 'called those who wait, by waitlist-promotion'
    }
    case 'ORPHANED_PLACE':
      return dropPlace(target, course, finding)
    case 'PLACE_MISSING':
      return putPlace(target, course, finding)
    case 'NOT_INDEXED':
      return index(target, course, finding.email)
    case 'EXECUTION_ENDED':
      return endOrRedrive(target, finding, who)
    case 'OVERBOOKED':
    case 'COURSE_MISSING':
      return undefined
  }
}

async function endOrRedrive(
  target: Target,
  { course, email, execution, executionStatus, canRedrive, hasPaid }: Extract<Finding, { kind: 'EXECUTION_ENDED' }>,
  who: string,
): Promise<string | undefined> {
  if (hasPaid) {
    await receivePayment(target, email, who)
    return 'confirmed the seat, by payment-received'
  }
  // Nobody wanted it to end: it keeps its seat or its place.
  if (canRedrive && executionStatus !== 'ABORTED') {
    await target.sfn.send(new RedriveExecutionCommand({ executionArn: execution }))
    return 'redrove the execution'
  }
  const reason = `enroll verify: the execution of this enrollment does not run (${executionStatus})`
  const { answer } = await withdrawal(target, { email, course, reason, who })
  return answer.status === 'WITHDRAWN' ? 'withdrew the student, by course-withdrawal' : undefined
}

async function recount(
  target: Target,
  course: string,
  counter: 'seatsTaken' | 'waiting',
  stored: number,
  counted: number,
): Promise<string | undefined> {
  const isUnset = stored === 0 ? `attribute_not_exists(${counter}) OR ` : ''
  return ifStillSo(`set ${counter} to ${counted}`, () =>
    target.dynamodb.send(
      new UpdateItemCommand({
        TableName: target.tableName,
        Key: courseKey(course),
        UpdateExpression: `SET ${counter} = :counted`,
        ConditionExpression: `attribute_exists(pk) AND (${isUnset}${counter} = :stored)`,
        ExpressionAttributeValues: { ':counted': { N: String(counted) }, ':stored': { N: String(stored) } },
      }),
    ),
  )
}

interface Place {
  waitKey: string
  email: string
}

/** The counter is put right afterwards. */
async function dropPlace(target: Target, course: string, { waitKey, email }: Place): Promise<string | undefined> {
  return ifStillSo('removed the place in line', () =>
    writeTogether(target, [
      {
        Delete: {
          TableName: target.tableName,
          Key: { pk: courseKey(course).pk, sk: { S: waitKey } },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      {
        ConditionCheck: {
          TableName: target.tableName,
          Key: enrollmentKey(course, email),
          ConditionExpression: 'attribute_not_exists(waitKey) OR waitKey <> :key',
          ExpressionAttributeValues: { ':key': { S: waitKey } },
        },
      },
    ]),
  )
}

/** Where its key says: in the order of joining. */
async function putPlace(target: Target, course: string, { waitKey, email }: Place): Promise<string | undefined> {
  if (waitKey === '') return undefined
  return ifStillSo('put the place in line back', () =>
    writeTogether(target, [
      {
        Put: {
          TableName: target.tableName,
          Item: { pk: courseKey(course).pk, sk: { S: waitKey }, email: { S: email } },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        ConditionCheck: {
          TableName: target.tableName,
          Key: enrollmentKey(course, email),
          ConditionExpression: 'waitKey = :key',
          ExpressionAttributeValues: { ':key': { S: waitKey } },
        },
      },
    ]),
  )
}

async function index(target: Target, course: string, email: string | undefined): Promise<string | undefined> {
  const value = email === undefined ? { S: COURSES } : studentKey(email).pk
  return ifStillSo('added it to the index', () =>
    target.dynamodb.send(
      new UpdateItemCommand({
        TableName: target.tableName,
        Key: email === undefined ? courseKey(course) : enrollmentKey(course, email),
        UpdateExpression: `SET ${indexKey} = :value`,
        ConditionExpression: `attribute_exists(pk) AND attribute_not_exists(${indexKey})`,
        ExpressionAttributeValues: { ':value': value },
      }),
    ),
  )
}

function writeTogether({ dynamodb }: Target, items: TransactWriteItem[]): Promise<unknown> {
  return dynamodb.send(new TransactWriteItemsCommand({ TransactItems: items }))
}

async function ifStillSo(done: string, write: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await write()
    return done
  } catch (error) {
    if (isConditionFailed(error) || isTransactionCancelled(error)) return undefined
    throw error
  }
}
