import { checkMachine } from './check-machine.ts'
import { compileProgram } from './compile.ts'
import { type Diagnostic, InvalidDefinition } from './diagnostics.ts'
import type { Program } from './program.ts'

/** Parses, checks and compiles a definition once. Throws InvalidDefinition with every finding. */
export function parseDefinition(text: string, type: 'STANDARD' | 'EXPRESS'): Program {
  const { report, expressions, definition } = checkMachine(text, type)
  if (definition === undefined || report.diagnostics.length > 0) throw new InvalidDefinition(report.diagnostics)
  return compileProgram(definition, type, expressions)
}

/** What is wrong with a definition, in order; nothing for one that parseDefinition takes. */
export function diagnoseDefinition(text: string, type: 'STANDARD' | 'EXPRESS'): Diagnostic[] {
  return checkMachine(text, type).report.diagnostics
}
