import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { studentKey } from 'records'
import { Failure } from '../failure.ts'
import { visible } from '../layout.ts'
import { print, printJson } from '../print.ts'
import { placesInWords, recordOf } from '../record-of.ts'
import { readStudent } from '../table.ts'
import { sameTarget, type TargetOptions, targetOf } from '../target.ts'

/** Removes the record of a student who is in no course: from then on, a request with this address is cancelled. */
export async function removeRecord({
  email: typed,
  json,
  ...options
}: TargetOptions & { email: string; json?: true }): Promise<number> {
  const target = targetOf(options)
  const { name, email } = await recordOf(target, typed)
  const { enrollments } = await readStudent(target, email)
  if (enrollments.length > 0) {
    throw new Failure(
      `The record of ${email} is not removed: the student is ${placesInWords(enrollments)}. Withdraw first (enroll withdraw), or remove everything: enroll erase --email ${email}${sameTarget(options)}`,
    )
  }
  await target.dynamodb.send(new DeleteItemCommand({ TableName: target.tableName, Key: studentKey(email) }))
  if (json) printJson({ removed: email })
  else print(`Removed the record of ${visible(name)} <${email}>.`)
  return 0
}
