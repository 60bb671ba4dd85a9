import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb'
import { type Enrollment, enrollmentOf, indexKey, type StudentRecord, studentKey } from 'records'
import { checkedEmail } from '../checked-fields.ts'
import { isConditionFailed } from '../conditions.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { placesInWords } from '../record-of.ts'
import { readRecord, readStudentItems, type TableItem } from '../table.ts'
import { sameTarget, type Target, type TargetOptions, targetOf } from '../target.ts'
import { inFull } from '../times.ts'
import { requestedBy, type WhoOptions } from '../who.ts'
import { withdrawal } from './withdraw.ts'

export interface EraseOptions extends TargetOptions, WhoOptions {
  email: string
  yes?: true
  json?: true
}

interface Known {
  record: StudentRecord | undefined
  enrollments: Enrollment[]
  ended: TableItem[]
}

const REASON = 'erased'
/** An execution that was checking a request may write it just after the student was removed. */
const MAX_ROUNDS = 5
const DAYS_KEPT = 90

/** Withdraws a student from every course, removes the record, and makes the requests that ended nobody's. Says what remains where. */
export async function erase({ email: typed, yes, json, ...options }: EraseOptions): Promise<number> {
  const target = targetOf(options)
  const email = await checkedEmail(target, typed)
  const known = await readKnown(target, email)
  const remains = remaining(target)
  if (isNothing(known)) {
    if (json) printJson({ email, erased: false, remains })
    else print([`Nothing of ${email} is in the table.`, ...renderRemains(remains)].join('\n'))
    return 0
  }
  if (!yes) {
    if (json) printJson({ email, erased: false, would: summaryOf(known) })
    else {
      const command = `enroll erase --email ${email} --yes${sameTarget(options)}`
      print(['This would be erased:', ...renderKnown(known), `Nothing is changed yet. To do it: ${command}`].join('\n'))
    }
    return 2
  }
  const who = await requestedBy(target, options)
  for (let round = 1, left = known; !isNothing(left); round += 1) {
    if (round > MAX_ROUNDS) throw new Failure(`New requests of ${email} keep coming. Repeat the command: it continues.`)
    await eraseOnce(target, email, left, who)
    left = await readKnown(target, email)
  }
  if (json) printJson({ email, erased: true, ...summaryOf(known), remains })
  else print([`Erased ${email}:`, ...renderKnown(known), ...renderRemains(remains)].join('\n'))
  return 0
}

async function eraseOnce(target: Target, email: string, { enrollments, ended }: Known, who: string): Promise<void> {
  for (const { course } of enrollments) await withdrawal(target, { email, course, reason: REASON, who })
  // From here on, a request with this address is cancelled.
  await target.dynamodb.send(new DeleteItemCommand({ TableName: target.tableName, Key: studentKey(email) }))
  for (const item of ended) await makeNobodys(target, email, item)
}

/** Not deleted: it is what keeps the execution from enrolling the student again, should somebody redrive it. */
async function makeNobodys({ dynamodb, tableName }: Target, email: string, { pk, sk }: TableItem): Promise<void> {
  try {
    await dynamodb.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { pk, sk } as TableItem,
        UpdateExpression: `REMOVE #name, email, note, ${indexKey}`,
        ConditionExpression: `${indexKey} = :student`,
        ExpressionAttributeNames: { '#name': 'name' },
        ExpressionAttributeValues: { ':student': studentKey(email).pk },
      }),
    )
  } catch (error) {
    // It expired, or is nobody's already.
    if (!isConditionFailed(error)) throw error
  }
}

async function readKnown(target: Target, email: string): Promise<Known> {
  const [record, { enrollments, ended }] = await Promise.all([
    readRecord(target, email),
    readStudentItems(target, email),
  ])
  return { record, enrollments: enrollments.map(enrollmentOf), ended }
}

function isNothing({ record, enrollments, ended }: Known): boolean {
  return record === undefined && enrollments.length + ended.length === 0
}

function summaryOf({ record, enrollments, ended }: Known) {
  return {
    record: record !== undefined,
    enrollments: enrollments.map(({ course, status }) => ({ course, status })),
    endedRequests: ended.length,
  }
}

function renderKnown({ record, enrollments, ended }: Known): string[] {
  return [
    ...(record === undefined ? [] : ['  the student record']),
    ...(enrollments.length === 0 ? [] : [`  enrollments, by withdrawal: ${placesInWords(enrollments)}`]),
    ...(ended.length === 0
      ? []
      : [`  name, address and note in ${ended.length} ended ${ended.length === 1 ? 'request' : 'requests'}`]),
  ]
}

interface Remains {
  where: string
  what: string
  /** ISO 8601, or in words. */
  until: string
}

/** What no command erases. The withdrawals of this command are the last executions that have the address. */
function remaining({ isAws }: Target): Remains[] {
  const histories = new Date(Date.now() + DAYS_KEPT * 86_400_000).toISOString()
  const saved = { where: 'files of yours', what: 'spreadsheets, results of batches, rosters', until: 'you delete them' }
  if (!isAws) {
    const what = 'inputs and outputs of the executions: name, address, payment'
    return [{ where: 'the data directory of the emulator (.enroll/)', what, until: 'you delete the directory' }, saved]
  }
  return [
    { where: 'histories of executions', what: 'inputs and outputs: name, address, payment', until: histories },
    {
      where: 'point-in-time backups of the table, where the stage has them',
      what: 'all that was erased now',
      until: new Date(Date.now() + 35 * 86_400_000).toISOString(),
    },
    saved,
  ]
}

function renderRemains(remains: readonly Remains[]): string[] {
  return [
    'What remains:',
    ...remains.map(({ where, what, until }) => {
      const end = /^\d{4}-/.test(until) ? inFull(until) : until
      return `  ${where}: ${what}; until ${end}`
    }),
    '  Logs, metrics and names of executions have neither name nor address. The ended',
    '  requests themselves stay, as nobody’s: course, times, reasons.',
  ]
}
