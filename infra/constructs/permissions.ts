import { type LambdaManifest, lambdaOfState, lambdas, type StateMachineName, stateMachines } from 'workflow'
import type { TableAccess } from './table-access.ts'

/** What the tasks of a state machine need. A test derives it from the definition, and finds what is too little or too much. */
export interface Permissions {
  /** Called through their alias. */
  functions: readonly LambdaManifest[]
  table: readonly TableAccess[]
  /** Whose executions it starts. */
  starts: readonly StateMachineName[]
  /** Whose executions it wakes. */
  wakes: readonly StateMachineName[]
}

export function permissionsOf(name: StateMachineName, type: 'STANDARD' | 'EXPRESS'): Permissions {
  return name === stateMachines.enrollment && type === 'EXPRESS' ? express : standard[name]
}

const FIND_RECORDS: TableAccess = {
  sid: 'FindRecords',
  actions: ['BatchGetItem'],
  of: ['students', 'courses'],
  attributes: ['pk', 'sk', 'name', 'email', 'payment', 'opensAt', 'closesAt', 'paymentHours'],
}

/** Seats, enrollments and places in line: a request may only change them together, but for those below. */
const CHANGE_SEATS: TableAccess = {
  sid: 'ChangeSeats',
  actions: ['PutItem', 'UpdateItem', 'DeleteItem'],
  of: ['courses'],
  within: 'TransactWriteItems',
}

const CHECK_RECORD: TableAccess = {
  sid: 'CheckRecord',
  actions: ['ConditionCheckItem'],
  of: ['students'],
  within: 'TransactWriteItems',
}

const READ_TOGETHER: TableAccess = {
  sid: 'ReadTogether',
  actions: ['GetItem'],
  of: ['students', 'courses'],
  within: 'TransactGetItems',
}

const READ_ENROLLMENT: TableAccess = { sid: 'ReadEnrollment', actions: ['GetItem'], of: ['courses'] }

const enrollment: Permissions = {
  functions: lambdas,
  table: [
    FIND_RECORDS,
    CHANGE_SEATS,
    // Whether the request has ended, too.
    { ...CHECK_RECORD, of: ['students', 'courses'] },
    READ_TOGETHER,
    {
      sid: 'StoreToken',
      actions: ['UpdateItem'],
      of: ['courses'],
      attributes: ['pk', 'sk', 'taskToken', 'execution', 'status'],
    },
    { sid: 'CountLine', actions: ['Query'], of: ['courses'], counts: true },
    { sid: 'NoteCancellation', actions: ['PutItem'], of: ['courses'] },
  ],
  starts: [stateMachines.promotion],
  wakes: [],
}

/** It waits for nobody: it stores no token, and ends no enrollment. */
const express: Permissions = {
  ...enrollment,
  table: enrollment.table
    .filter(({ sid }) => sid !== 'StoreToken')
    .map((access) => (access === CHANGE_SEATS ? { ...access, actions: ['PutItem', 'UpdateItem'] } : access)),
}

const standard: Record<StateMachineName, Permissions> = {
  [stateMachines.enrollment]: enrollment,
  [stateMachines.withdrawal]: {
    functions: [lambdaOfState.LookUpEmail],
    table: [READ_ENROLLMENT, CHANGE_SEATS],
    starts: [stateMachines.promotion],
    wakes: [stateMachines.enrollment],
  },
  [stateMachines.promotion]: {
    functions: [],
    table: [
      { sid: 'ReadLine', actions: ['Query'], of: ['courses'] },
      READ_ENROLLMENT,
      READ_TOGETHER,
      CHANGE_SEATS,
      CHECK_RECORD,
    ],
    starts: [stateMachines.promotion],
    wakes: [stateMachines.enrollment],
  },
  [stateMachines.payment]: {
    functions: [lambdaOfState.LookUpEmail],
    table: [
      // The one write to a student record that any state machine may do.
      {
        sid: 'NotePayment',
        actions: ['UpdateItem'],
        of: ['students'],
        attributes: ['pk', 'sk', 'payment', 'paymentNotedAt', 'paymentNotedBy'],
      },
      { sid: 'FindEnrollments', actions: ['Query'], of: ['students'], inIndex: true },
      READ_TOGETHER,
      { ...CHANGE_SEATS, actions: ['UpdateItem'] },
      CHECK_RECORD,
    ],
    starts: [],
    wakes: [stateMachines.enrollment],
  },
}
