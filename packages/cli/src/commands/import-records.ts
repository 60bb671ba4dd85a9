import { PutItemCommand } from '@aws-sdk/client-dynamodb'
import { at, describeProblem, inspectFile, type Row, readRows } from 'intake'
import pMap from 'p-map'
import { DEFAULT_COURSE, type StudentRecord, studentItem } from 'records'
import { checkedRecord } from '../checked-fields.ts'
import { isConditionFailed } from '../conditions.ts'
import { Failure } from '../failure.ts'
import { intakeSource } from '../intake-source.ts'
import { print, printJson } from '../print.ts'
import { readRecord } from '../table.ts'
import { type Target, type TargetOptions, targetOf } from '../target.ts'

export interface ImportOptions extends TargetOptions {
  replace?: true
  json?: true
}

const AT_ONCE = 10

interface Problem {
  row: number
  line: number
  message: string
}

/** Adds a record for each row. The whole file is checked before anything is written; it can be repeated. */
export async function importRecords(file: string, { replace, json, ...options }: ImportOptions): Promise<number> {
  const target = targetOf(options)
  const { records, problems } = await check(target, file)
  const found = await pMap(
    records.values(),
    async (record) => ({ ...record, stored: await readRecord(target, record.email) }),
    {
      concurrency: AT_ONCE,
    },
  )
  const different = found.filter(
    ({ stored, ...one }) => stored && (stored.name !== one.name || stored.payment !== one.payment),
  )
  if (!replace) {
    problems.push(
      ...different.map(({ row, line }) => ({
        row,
        line,
        message: 'another record has this address: correct the row, or add --replace',
      })),
    )
  }
  problems.sort((a, b) => a.row - b.row)
  if (problems.length > 0) {
    if (json) printJson({ added: 0, problems })
    else print(problems.map((problem) => `${at(problem)}: ${problem.message}`).join('\n'))
    throw new Failure(
      `${problems.length === 1 ? '1 row is' : `${problems.length} rows are`} wrong, and nothing was written. Correct the file and repeat.`,
    )
  }
  const added = found.filter(({ stored }) => stored === undefined)
  await pMap(
    [...added, ...different],
    ({ row: _, line: __, stored, ...record }) => put(target, record, stored !== undefined),
    {
      concurrency: AT_ONCE,
    },
  )
  const counts = {
    added: added.length,
    replaced: different.length,
    unchanged: found.length - added.length - different.length,
  }
  if (json) printJson(counts)
  else print(`${counts.added} added, ${counts.replaced} replaced, ${counts.unchanged} there already.`)
  return 0
}

type ImportedRecord = StudentRecord & { row: number; line: number }

async function check(
  target: Target,
  file: string,
): Promise<{ records: Map<string, ImportedRecord>; problems: Problem[] }> {
  const source = await intakeSource(file)
  const format = await inspectFile(source)
  const records = new Map<string, ImportedRecord>()
  const problems: Problem[] = []
  const checkRow = async (row: Row) => {
    const place = { row: row.row, line: row.line }
    if (row.status === 'duplicate') return
    if (row.status === 'refused') {
      problems.push({ ...place, message: row.problems.map(describeProblem).join('; ') })
      return
    }
    const { Name, Email, Payment } = JSON.parse(row.input) as Record<string, string>
    const checked = await checkedRecord(target, { name: Name ?? '', email: Email ?? '', payment: Payment ?? '' })
    if ('problems' in checked) {
      problems.push({ ...place, message: checked.problems.join(' ') })
      return
    }
    const { record } = checked
    const other = records.get(record.email)
    if (other === undefined) records.set(record.email, { ...record, ...place })
    else if (other.name !== record.name || other.payment !== record.payment) {
      problems.push({ ...place, message: `has the address of ${at(other)}, with another name or payment` })
    }
  }
  // A record has no course: one that the file names is not read.
  await pMap(readRows(source, format, { course: DEFAULT_COURSE }), checkRow, { concurrency: AT_ONCE })
  return { records, problems }
}

async function put(target: Target, record: StudentRecord, replace: boolean): Promise<void> {
  try {
    await target.dynamodb.send(
      new PutItemCommand({
        TableName: target.tableName,
        Item: studentItem(record),
        ...(replace ? {} : { ConditionExpression: 'attribute_not_exists(pk)' }),
      }),
    )
  } catch (error) {
    if (!isConditionFailed(error)) throw error
    throw new Failure('Somebody else added one of these records at the same time. Repeat the command: it continues.')
  }
}
