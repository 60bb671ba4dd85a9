import { PermanentError } from 'kit'
import * as v from 'valibot'
import { getItems } from './table.ts'

export interface StudentRecord {
  name: string
  email: string
  payment: string
}

export interface Records {
  student: StudentRecord | null
  courseExists: boolean
}

export type ReadRecords = (email: string | null, course: string | null) => Promise<Records>

const studentItem = v.object({
  name: v.object({ S: v.string() }),
  email: v.object({ S: v.string() }),
  payment: v.object({ S: v.string() }),
})

/** Reads the student record of a normalised e-mail address and whether a course exists; null asks for neither. */
export const readRecords: ReadRecords = async (email, course) => {
  const student = email === null ? [] : [{ pk: `STUDENT#${email}`, sk: 'RECORD' }]
  const courses = course === null ? [] : [{ pk: `COURSE#${course}`, sk: 'COURSE' }]
  const items = await getItems([...student, ...courses], ['name', 'email', 'payment'])
  const record = items.find(({ sk }) => sk?.S === 'RECORD')
  return {
    student: record === undefined ? null : toStudent(record),
    courseExists: items.some(({ sk }) => sk?.S === 'COURSE'),
  }
}

function toStudent(item: unknown): StudentRecord {
  const parsed = v.safeParse(studentItem, item)
  if (!parsed.success) {
    throw new PermanentError(
      'RecordDamaged',
      'A student record lacks a text attribute: expected name, email and payment. Put the record again.',
    )
  }
  const { name, email, payment } = parsed.output
  return { name: name.S, email: email.S, payment: payment.S }
}
