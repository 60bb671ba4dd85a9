import type { Program } from '../program.ts'
import { type Diagnostic, InvalidDefinition } from './diagnostics.ts'
import { readMachine } from './machine.ts'

/** Parses, checks and compiles a definition once. Throws InvalidDefinition with every finding. */
export function parseDefinition(text: string, type: 'STANDARD' | 'EXPRESS'): Program {
  const { report, program } = readMachine(text, type)
  if (program === undefined) throw new InvalidDefinition(report.diagnostics)
  return program
}

/** What is wrong with a definition, in order; nothing for one that parseDefinition takes. */
export function diagnoseDefinition(text: string, type: 'STANDARD' | 'EXPRESS'): Diagnostic[] {
  return readMachine(text, type).report.diagnostics
}
