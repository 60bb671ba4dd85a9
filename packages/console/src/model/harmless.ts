import { isCourseId, keyPrefix, sortKey } from 'records'

/** Words of this system, harmless wherever they stand. */
const WORDS = new Set<string>([
  ...['Done', 'Pending', 'ENROLLED', 'CANCELLED', 'AWAITING_PAYMENT', 'WAITLISTED'],
  ...['DEBUG', 'INFO', 'WARN', 'ERROR', 'CRITICAL'],
  ...Object.values(sortKey),
])

/** What no person's details look like: a time to the second, an ARN, a UUID, the id of a trace. */
const FORMS = [
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  /^arn:aws[a-z-]*:(states|lambda|dynamodb|iam):[a-z0-9-]*:\d*:[\w:/.-]+$/,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  /^(Root=)?1-[0-9a-f]{8}-[0-9a-f]{24}$/,
]

const CODE = /^[A-Z]+(_[A-Z]+)+$/
const COUNT = /^\d{1,6}$/
const EXPRESSION = /^[\w#:.,()<>= ]*[#:(<>=][\w#:.,()<>= ]*$/
const KEBAB = /^[a-z]+(-[a-z0-9]+)+$/

/** What is harmless under one key alone, and only in the form that it has there. */
const BY_KEY: Readonly<Record<string, RegExp>> = {
  code: CODE,
  reasons: CODE,
  problems: CODE,
  seats: COUNT,
  seatsTaken: COUNT,
  function_memory_size: COUNT,
  sampling_rate: /^[01]$/,
  version: /^\d+\.\d+\.\d+$/,
  service: KEBAB,
  function_name: KEBAB,
  TableName: KEBAB,
  ConditionExpression: EXPRESSION,
  UpdateExpression: EXPRESSION,
  ProjectionExpression: EXPRESSION,
}

export function isCode(value: unknown): boolean {
  return typeof value === 'string' && CODE.test(value)
}

/** Whether a text or number tells nothing of a person, under the key that it stands under. All else may. */
export function isHarmless(value: string | number, key: string): boolean {
  const text = String(value)
  if (WORDS.has(text) || FORMS.some((form) => form.test(text))) return true
  if (text.startsWith(keyPrefix.course)) return looksLikeCourseId(text.slice(keyPrefix.course.length))
  if (key.toLowerCase() === 'course') return looksLikeCourseId(text)
  return Object.hasOwn(BY_KEY, key) && BY_KEY[key]?.test(text) === true
}

/** A row of a spreadsheet whose columns are shifted has a name or a number there: an id has letters, and a digit or hyphen. */
function looksLikeCourseId(text: string): boolean {
  return isCourseId(text) && /[a-z]/i.test(text) && /[\d-]/.test(text)
}
