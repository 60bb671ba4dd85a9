import { ExpressionCache } from '../jsonata/expression-cache.ts'
import { unsupportedJson } from '../unsupported-json.ts'
import { checkGraph } from './check-graph.ts'
import { refuseUnknown } from './check-recovery.ts'
import { checkState, type MachineCheck } from './check-state.ts'
import { assignedIn } from './check-variables.ts'
import { duplicateKeys } from './duplicate-keys.ts'
import { type Fields, isObject, Report } from './report.ts'

const MACHINE_FIELDS = ['Comment', 'StartAt', 'States', 'Version', 'TimeoutSeconds', 'QueryLanguage']
const MAX_SECONDS = 99_999_999
const MAX_NAME_LENGTH = 80

export interface Checked {
  report: Report
  expressions: ExpressionCache
  /** The definition as a value; undefined if the text is no JSON object. */
  definition: Fields | undefined
}

/** Checks a definition's text against everything that AWS refuses, and all that this engine does not run. */
export function checkMachine(text: string, type: 'STANDARD' | 'EXPRESS'): Checked {
  const report = new Report()
  const expressions = new ExpressionCache()
  const definition = parseObject(text, report)
  if (definition !== undefined) {
    const { QueryLanguage, Version, TimeoutSeconds, Comment } = definition
    refuseUnknown(report, definition, MACHINE_FIELDS, '')
    if (QueryLanguage !== undefined) checkLanguage(report, QueryLanguage, '/QueryLanguage')
    if (Version !== undefined && Version !== '1.0') report.schema('Value is not one of [1.0]', '/Version')
    if (TimeoutSeconds !== undefined) report.integer(TimeoutSeconds, { min: 1, max: MAX_SECONDS }, '/TimeoutSeconds')
    if (Comment !== undefined) report.string(Comment, '/Comment')
    const check = { report, expressions, type, machineLanguage: QueryLanguage, names: new Set<string>() }
    checkContainer(check, definition, '', new Set())
  }
  return { report, expressions, definition }
}

function parseObject(text: string, report: Report): Fields | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report.error('INVALID_JSON_DESCRIPTION', `The definition is not JSON: ${reason}`)
    return undefined
  }
  if (!isObject(value)) {
    report.error('INVALID_JSON_DESCRIPTION', 'The definition must be a JSON object.')
    return undefined
  }
  const unsupported = unsupportedJson(text)
  if (unsupported !== undefined) {
    report.error('INVALID_JSON_DESCRIPTION', `The definition cannot be run here: ${unsupported}.`)
    return undefined
  }
  for (const { key, location } of duplicateKeys(text)) {
    report.error('INVALID_JSON_DESCRIPTION', `Duplicate field '${key}'`, location)
  }
  return value
}

function checkLanguage(report: Report, value: unknown, location: string): void {
  if (value !== 'JSONata' && value !== 'JSONPath') report.schema('Value is not one of [JSONPath, JSONata]', location)
}

/** The machine, a branch or an item processor: whatever has StartAt and States. */
function checkContainer(
  check: MachineCheck & { names: Set<string> },
  container: Fields,
  location: string,
  outer: ReadonlySet<string>,
): void {
  const { report, names } = check
  const { StartAt, States } = container
  const missing = ['StartAt', 'States'].filter((field) => container[field] === undefined)
  if (missing.length > 0) {
    report.schema(`These fields are required: [${missing.join(', ')}]`, location)
    return
  }
  report.string(StartAt, `${location}/StartAt`)
  const states = report.object(States, `${location}/States`)
  if (states === undefined) return
  const inside = new Set([...outer, ...assignedIn(states)])
  for (const [name, state] of Object.entries(states)) {
    const where = `${location}/States/${name}`
    if (name === '' || [...name].length > MAX_NAME_LENGTH) {
      report.schema(`State name must have between 1 and ${MAX_NAME_LENGTH} characters`, where)
    }
    if (names.has(name)) report.error('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, where)
    names.add(name)
    checkState(check, state, where, outer, (inner, at) => checkContainer(check, inner, at, inside))
  }
  checkGraph(report, StartAt, states, location)
}
