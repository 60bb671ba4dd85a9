import { keyPrefix, table } from 'records'
import type { Statement } from './policy.ts'

const PARTITIONS = { courses: `${keyPrefix.course}*`, students: `${keyPrefix.student}*` }

/** Requests to the table that are alike: whose conditions are the same. */
export interface TableAccess {
  sid: string
  /** DynamoDB's actions. IAM knows transactions by the actions inside them. */
  actions: readonly string[]
  /** Enrollments, places in line and ended requests are in the partition of their course. */
  of: readonly (keyof typeof PARTITIONS)[]
  /** Allowed inside this kind of transaction only. */
  within?: 'TransactWriteItems' | 'TransactGetItems'
  /** In the index, not in the table. */
  inIndex?: true
  /** The only attributes that may be named, read and written. */
  attributes?: readonly string[]
  /** Answers with a count, and with no item. */
  counts?: true
}

export function tableStatement(access: TableAccess, tableArn: string): Statement {
  const { sid, actions, of, within, inIndex, attributes, counts } = access
  return {
    Sid: sid,
    Action: actions.map((action) => `dynamodb:${action}`),
    Resource: inIndex ? `${tableArn}/index/${table.index.name}` : tableArn,
    Condition: {
      'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': of.map((partition) => PARTITIONS[partition]) },
      ...(within === undefined ? {} : { 'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': [within] } }),
      ...(attributes === undefined ? {} : onlyAttributes(attributes)),
      ...(counts ? { StringEquals: { 'dynamodb:Select': 'COUNT' } } : {}),
    },
  }
}

/** Otherwise a read that names no attributes would answer with all of them, and a write with the item that it changed. */
function onlyAttributes(attributes: readonly string[]): NonNullable<Statement['Condition']> {
  return {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
    StringEqualsIfExists: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES', 'dynamodb:ReturnValues': 'NONE' },
  }
}
