import type { Program } from '../program.ts'
import type { ArgumentCheck } from '../states/task/arguments.ts'
import { unsupportedJson } from '../unsupported-json.ts'
import { Cursor } from './cursor.ts'
import { type Diagnostic, InvalidDefinition, Report } from './diagnostics.ts'
import { duplicateKeys } from './duplicate-keys.ts'
import { type Fields, isObject, optional } from './fields.ts'
import { graph } from './graph.ts'
import { integer, MAX_SECONDS, oneOf } from './readers.ts'
import { readState } from './state.ts'

/** Parses, checks and compiles a definition once. Throws InvalidDefinition with every finding. */
export function parseDefinition(text: string, type: 'STANDARD' | 'EXPRESS', checkArguments?: ArgumentCheck): Program {
  const { report, program } = readMachine(text, type, checkArguments)
  if (program === undefined) throw new InvalidDefinition(report.diagnostics)
  return program
}

/** What is wrong with a definition, in order; nothing for one that parseDefinition takes. */
export function diagnoseDefinition(
  text: string,
  type: 'STANDARD' | 'EXPRESS',
  checkArguments?: ArgumentCheck,
): Diagnostic[] {
  return readMachine(text, type, checkArguments).report.diagnostics
}

const MACHINE = {
  QueryLanguage: optional(oneOf('JSONPath', 'JSONata')),
  Version: optional(oneOf('1.0')),
  TimeoutSeconds: optional(integer({ min: 1, max: MAX_SECONDS })),
}

/** Reads a definition's text, and finds everything that AWS refuses and all that this engine does not run. */
function readMachine(
  text: string,
  type: 'STANDARD' | 'EXPRESS',
  checkArguments: ArgumentCheck | undefined,
): { report: Report; program?: Program } {
  const report = new Report()
  const definition = parseObject(text, report)
  if (definition === undefined) return { report }
  const { QueryLanguage, TimeoutSeconds } = definition
  const read = graph(MACHINE)(
    definition,
    new Cursor({
      report,
      type,
      machineLanguage: QueryLanguage,
      jsonata: QueryLanguage === 'JSONata',
      parts: [],
      outerVariables: new Set(),
      variables: new Set(),
      stateNames: new Set(),
      checkArguments,
      readState,
    }),
  )
  if (read === undefined || report.diagnostics.length > 0) return { report }
  const timeout = typeof TimeoutSeconds === 'number' ? { timeoutSeconds: TimeoutSeconds } : {}
  return { report, program: { type, ...timeout, graph: read } }
}

function parseObject(text: string, report: Report): Fields | undefined {
  let value: unknown
  if (text.trim() === '') return refuseOther(report)
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    report.error('INVALID_JSON_DESCRIPTION', `The definition is not JSON: ${reason}`)
    return undefined
  }
  if (!isObject(value)) return refuseOther(report)
  const unsupported = unsupportedJson(text)
  if (unsupported !== undefined) {
    report.error('INVALID_JSON_DESCRIPTION', `The definition cannot be run here: ${unsupported}.`)
    return undefined
  }
  for (const { key, location } of duplicateKeys(text)) {
    report.error('INVALID_JSON_DESCRIPTION', `Duplicate field '${key}'`, location === '' ? '/' : location)
  }
  return value
}

function refuseOther(report: Report): undefined {
  report.error('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object', '/')
}
