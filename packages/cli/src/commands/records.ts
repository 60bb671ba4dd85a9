import { checkedRecord } from '../checked-fields.ts'
import { Failure } from '../failure.ts'
import { print, printJson } from '../print.ts'
import { putRecord } from '../put-record.ts'
import { type TargetOptions, targetOf } from '../target.ts'

export interface RecordOptions extends TargetOptions {
  name: string
  email: string
  payment: string
  replace?: true
  json?: true
}

/** Adds a student record in the form that the checks compare with: the checks themselves normalise its fields first. */
export async function addRecord({ name, email, payment, replace, json, ...options }: RecordOptions): Promise<number> {
  const target = targetOf(options)
  const checked = await checkedRecord(target, { name, email, payment })
  if ('problems' in checked) throw new Failure(checked.problems.join(' '))
  const { record } = checked
  if (!(await putRecord(target, record, replace === true))) {
    throw new Failure(`A record for ${record.email} already exists. Add --replace to overwrite it.`)
  }
  if (json) printJson(record)
  else print(`Added the record of ${record.name} <${record.email}>, payment ${record.payment}.`)
  return 0
}
