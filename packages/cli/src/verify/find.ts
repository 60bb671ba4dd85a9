import { setTimeout as sleep } from 'node:timers/promises'
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn'
import pMap from 'p-map'
import { checkLedger, type Enrollment, type Ledger, ledgerOf } from 'records'
import { readRecord } from '../table.ts'
import type { Target } from '../target.ts'
import type { Finding } from './finding.ts'
import { type CourseItems, scanCourses } from './scan-courses.ts'

export interface Verified {
  ledgers: Ledger[]
  findings: Finding[]
}

const AT_ONCE = 10
/** A seat that changes hands while the table is read looks as if something were wrong: what is wrong stays so. */
const LOOKS = 3
const BETWEEN_LOOKS_MS = 1000

/** What does not fit together in the table, and still does not when it is looked at again. */
export async function verifyTable(target: Target): Promise<Verified> {
  let verified = await look(target)
  for (let looks = 1; looks < LOOKS && verified.findings.length > 0; looks += 1) {
    await sleep(BETWEEN_LOOKS_MS)
    const again = await look(target)
    const seen = new Set(verified.findings.map((finding) => JSON.stringify(finding)))
    const findings = again.findings.filter((finding) => seen.has(JSON.stringify(finding)))
    const isStable = findings.length === again.findings.length
    verified = { ...again, findings: isStable ? findings : again.findings }
    if (isStable) break
  }
  return verified
}

async function look(target: Target): Promise<Verified> {
  const all = await scanCourses(target)
  const ledgers: Ledger[] = []
  const findings: Finding[] = []
  for (const items of all) {
    const { id, course, enrollments, places, notIndexed } = items
    findings.push(...notIndexed.map((email): Finding => ({ kind: 'NOT_INDEXED', course: id, email })))
    if (course === undefined) {
      findings.push({ kind: 'COURSE_MISSING', course: id, enrollments: enrollments.length })
      continue
    }
    const ledger = ledgerOf(course, enrollments)
    ledgers.push(ledger)
    findings.push(...checkLedger(ledger, enrollments, places))
  }
  findings.push(...(await endedExecutions(target, all)))
  return { ledgers, findings }
}

/** Held and waiting enrollments whose execution does not run. */
async function endedExecutions(target: Target, all: readonly CourseItems[]): Promise<Finding[]> {
  const waiting = all.flatMap(({ enrollments }) => enrollments).filter(({ status }) => status !== 'ENROLLED')
  const findings = await pMap(waiting, (enrollment) => endedExecution(target, enrollment), { concurrency: AT_ONCE })
  return findings.filter((finding) => finding !== undefined)
}

async function endedExecution(target: Target, enrollment: Enrollment): Promise<Finding | undefined> {
  const { course, email, status, execution } = enrollment
  const { executionStatus, canRedrive } = await statusOf(target, execution)
  if (executionStatus === 'RUNNING') return undefined
  const hasPaid = status === 'AWAITING_PAYMENT' && (await readRecord(target, email))?.payment === 'Done'
  return { kind: 'EXECUTION_ENDED', course, email, status, execution, executionStatus, canRedrive, hasPaid }
}

async function statusOf(
  { sfn }: Target,
  executionArn: string,
): Promise<{ executionStatus: string; canRedrive: boolean }> {
  try {
    const { status = '', redriveStatus } = await sfn.send(new DescribeExecutionCommand({ executionArn }))
    return { executionStatus: status, canRedrive: redriveStatus === 'REDRIVABLE' }
  } catch (error) {
    // Step Functions keeps it for 90 days; an ARN that is none is in a record that somebody else wrote.
    if (!(error instanceof Error) || !/^(ExecutionDoesNotExist|InvalidArn)$/.test(error.name)) throw error
    return { executionStatus: 'UNKNOWN', canRedrive: false }
  }
}
