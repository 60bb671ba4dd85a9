/** What a column can hold. `reason` and `attempt` are those that files of rejected rows have. */
export type ColumnRole =
  | 'name'
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'payment'
  | 'course'
  | 'requestedBy'
  | 'attempt'
  | 'reason'

/** Which column holds what: indexes from 0. A caller may change them before rows are read. */
export type Columns = Partial<Record<ColumnRole, number>>

/** Headings as `normalised` makes them, English and German. */
const HEADINGS: Readonly<Record<ColumnRole, readonly string[]>> = {
  name: ['name', 'student', 'studentname', 'fullname', 'participant', 'teilnehmer', 'teilnehmerin', 'vollername'],
  firstName: ['firstname', 'givenname', 'forename', 'vorname'],
  lastName: ['lastname', 'surname', 'familyname', 'nachname', 'familienname'],
  email: ['email', 'mail', 'emailaddress', 'mailaddress', 'studentemail', 'emailadresse', 'mailadresse'],
  payment: ['payment', 'paid', 'paymentstatus', 'haspaid', 'zahlung', 'zahlungsstatus', 'bezahlt'],
  course: ['course', 'courseid', 'coursecode', 'kurs', 'kursid', 'kursnummer'],
  requestedBy: ['requestedby'],
  attempt: ['attempt'],
  reason: ['reason'],
}

/** The column of each role by its heading: the first that has one of the usual names, in any case and spelling. */
export function columnsIn(headings: readonly string[]): Columns {
  const known = headings.map(normalised)
  const find = (role: ColumnRole) => known.findIndex((heading) => HEADINGS[role].includes(heading))
  const found = (Object.keys(HEADINGS) as ColumnRole[]).map((role) => [role, find(role)] as const)
  const columns: Columns = Object.fromEntries(found.filter(([, index]) => index >= 0))
  return withLastName(ownReason(columns, known), known)
}

/** Beside a first name, "Name" is the last name. */
function withLastName(columns: Columns, known: readonly string[]): Columns {
  const { name, firstName, lastName } = columns
  if (firstName === undefined) return columns
  if (name !== undefined && known[name] === 'name' && lastName === undefined) {
    const { name: _, ...rest } = columns
    return { ...rest, lastName: name }
  }
  return columns
}

/** A "Reason" is ours, to be replaced, only in a file that counts attempts: then it is the last one. */
function ownReason(columns: Columns, known: readonly string[]): Columns {
  const { reason: _, ...rest } = columns
  if (columns.reason === undefined || columns.attempt === undefined) return rest
  return { ...rest, reason: known.lastIndexOf('reason') }
}

function normalised(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** What is missing of the columns that each request needs, as an error says it; empty if nothing is. */
export function missingColumns(columns: Columns, course?: string): string[] {
  const { name, firstName, lastName, email, payment } = columns
  const missing: string[] = []
  if (name === undefined && (firstName === undefined || lastName === undefined)) {
    missing.push('Name (or Student, Full name, First name and Last name)')
  }
  if (email === undefined) missing.push('Email (or E-mail, Mail)')
  if (payment === undefined) missing.push('Paid (or Payment)')
  if (columns.course === undefined && course === undefined) missing.push('Course (or give one course for all rows)')
  return missing
}

/** The headings of columns that are not read, each once. */
export function unknownHeadings(headings: readonly string[], columns: Columns): string[] {
  const used = new Set(Object.values(columns))
  const unknown = headings.filter((heading, index) => !used.has(index) && heading.trim() !== '')
  return [...new Set(unknown.map((heading) => heading.trim()))]
}
