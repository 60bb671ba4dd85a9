import { compileProgram } from './compile.ts'
import { type Diagnostic, InvalidDefinition } from './diagnostics.ts'
import type { Program } from './program.ts'

/** Parses, checks and compiles a definition once. Throws InvalidDefinition with every finding. */
export function parseDefinition(text: string, type: 'STANDARD' | 'EXPRESS'): Program {
  const diagnostics = diagnoseDefinition(text, type)
  if (diagnostics.some((one) => one.severity === 'ERROR')) throw new InvalidDefinition(diagnostics)
  return compileProgram(JSON.parse(text), type)
}

export function diagnoseDefinition(_text: string, _type: 'STANDARD' | 'EXPRESS'): Diagnostic[] {
  return []
}
