import type { Diagnostic, DiagnosticCode } from './diagnostics.ts'

/** Collects what is found wrong, in the order in which it is found. */
export class Report {
  readonly diagnostics: Diagnostic[] = []

  error(code: DiagnosticCode, message: string, location?: string): void {
    const where = location === undefined ? {} : { location }
    this.diagnostics.push({ severity: 'ERROR', code, message, ...where })
  }
}
