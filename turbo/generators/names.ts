/** What a new check is called in each place, from the field of the request that it looks at. */
export interface CheckNames {
  /** `StudentNumber` */
  field: string
  /** `student number`, in messages. */
  what: string
  /** Its package, folder and Lambda: `check-student-number`. */
  name: string
  /** The function with the rule, and the export of the manifest: `checkStudentNumber`. */
  rule: string
  /** Its branch of CheckDetails: `LookUpStudentNumber`. */
  state: string
  /** `STUDENT_NUMBER_INVALID` */
  code: string
}

const TAKEN = ['Course', 'RequestedBy']

/** Throws, with what was expected, on what is no name of a new field. */
export function checkNames(field: string): CheckNames {
  if (!/^[A-Z][a-z]+(?:[A-Z][a-z]+)*$/.test(field) || field.length > 32) {
    throw new Error(
      `"${field}" is no field: expected words of ASCII letters, each with a capital, such as StudentNumber.`,
    )
  }
  if (TAKEN.includes(field)) throw new Error(`A request has the field ${field} already: choose another one.`)
  const words = (field.match(/[A-Z][a-z]+/g) ?? []).map((word) => word.toLowerCase())
  return {
    field,
    what: words.join(' '),
    name: `check-${words.join('-')}`,
    rule: `check${field}`,
    state: `LookUp${field}`,
    code: `${words.join('_').toUpperCase()}_INVALID`,
  }
}

/** At most as many as fit into 1 KB with every character escaped, and into what an administrator reads. */
export function characterLimit(answer: string): number {
  const limit = Number(answer)
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit
  throw new Error(`"${answer}" is no limit: expected a whole number of characters from 1 to 200.`)
}
