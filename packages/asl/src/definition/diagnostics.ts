/** One finding, in the shape and wording of AWS's ValidateStateMachineDefinition. */
export interface Diagnostic {
  severity: 'ERROR' | 'WARNING'
  code: DiagnosticCode
  message: string
  /** Where in the document, e.g. `/States/Check/Next`. Absent when it is about the whole of it. */
  location?: string
}

export type DiagnosticCode =
  | 'DUPLICATE_STATE_NAME'
  | 'INVALID_JSONATA_EXPRESSION'
  | 'INVALID_JSON_DESCRIPTION'
  | 'INVALID_STATE_NAME'
  | 'MISSING_END_STATE'
  | 'MISSING_TRANSITION_TARGET'
  | 'SCHEMA_VALIDATION_FAILED'
  | 'UNSUPPORTED_JSONATA_EXPRESSION'

/** The definition is refused. The message is the one of AWS's InvalidDefinition. */
export class InvalidDefinition extends Error {
  override readonly name = 'InvalidDefinition'
  readonly diagnostics: readonly Diagnostic[]

  constructor(diagnostics: readonly Diagnostic[]) {
    const findings = diagnostics.filter((one) => one.severity === 'ERROR').map(sentence)
    super(`Invalid State Machine Definition: '${findings.join(', ')}'`)
    this.diagnostics = diagnostics
  }
}

/** Collects what is found wrong, in the order in which it is found. */
export class Report {
  readonly diagnostics: Diagnostic[] = []

  error(code: DiagnosticCode, message: string, location?: string): void {
    const where = location === undefined ? {} : { location }
    this.diagnostics.push({ severity: 'ERROR', code, message, ...where })
  }
}

function sentence({ code, message, location }: Diagnostic): string {
  return `${code}: ${message} at ${location ?? 'null'}`
}
