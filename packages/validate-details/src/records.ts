import { PermanentError } from 'kit'
import * as v from 'valibot'
import { getItem } from './table.ts'

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
  const [student, courseItem] = await Promise.all([
    email === null ? undefined : getItem(`STUDENT#${email}`, 'RECORD', ['name', 'email', 'payment']),
    course === null ? undefined : getItem(`COURSE#${course}`, 'COURSE', ['pk']),
  ])
  return { student: student === undefined ? null : toStudent(student), courseExists: courseItem !== undefined }
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
