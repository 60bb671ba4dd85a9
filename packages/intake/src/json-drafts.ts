import { ATTEMPT_EXPECTED, attemptOf, type Draft, type Request } from './draft.ts'
import { IntakeError } from './intake-error.ts'
import type { Place } from './place.ts'
import type { RowOptions } from './row.ts'

/** More than the input of an execution can be. */
const MAX_LINE_CHARACTERS = 1_000_000

/** The requests of a file with one JSON object on each line, as they are. Blank lines are skipped. */
export async function* jsonDrafts(text: AsyncIterable<string>, options: RowOptions): AsyncGenerator<Draft> {
  for await (const { text: json, ...place } of linesOf(text))
    if (json.trim() !== '') yield draftOf(json, place, options)
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Place & { text: string }> {
  let line = 0
  let rest = ''
  for await (const piece of text) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const text of lines) {
      line += 1
      yield { row: line, line, text }
    }
    if (rest.length > MAX_LINE_CHARACTERS) {
      throw new IntakeError(`Line ${line + 1} is longer than ${MAX_LINE_CHARACTERS} characters: expected a request.`)
    }
  }
  yield { row: line + 1, line: line + 1, text: rest }
}

function draftOf(json: string, place: Place, { course, requestedBy }: RowOptions): Draft {
  const object = objectIn(json)
  const common = { ...place, cells: [json.trim()] }
  if (object === undefined) {
    const problems = [{ message: 'not a JSON object: expected one request on each line' }]
    return { ...common, student: { name: '', email: '', course: '' }, attempt: 1, request: {}, problems }
  }
  const { request, attempt } = withoutOurs(object)
  if (course !== undefined && isAbsent(request.Course)) request.Course = course
  if (requestedBy !== undefined && isAbsent(request.RequestedBy)) request.RequestedBy = requestedBy
  return {
    ...common,
    student: { name: textIn(request.Name), email: textIn(request.Email), course: textIn(request.Course) },
    attempt: attempt ?? 1,
    request,
    problems: attempt === undefined ? [{ column: 'Attempt', message: ATTEMPT_EXPECTED }] : [],
  }
}

/** The request without the two fields that a file of rejected rows adds. */
function withoutOurs(object: Request): { request: Request; attempt: number | undefined } {
  if (!Object.hasOwn(object, 'Attempt')) return { request: { ...object }, attempt: 1 }
  const { Attempt, Reason: _, ...request } = object
  return { request, attempt: attemptOf(typeof Attempt === 'number' ? String(Attempt) : textIn(Attempt, '?')) }
}

/** The object that a line is; undefined where it is none. */
export function objectIn(json: string): Request | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Request) : undefined
  } catch {
    return undefined
  }
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
}

function textIn(value: unknown, otherwise = ''): string {
  return typeof value === 'string' ? value.trim() : otherwise
}
