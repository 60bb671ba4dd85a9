import { diagnoseDefinition } from 'asl'
import { integer, oneOf, optional, structure, text } from '../../server/shapes.ts'
import { checkArguments } from '../check-arguments.ts'
import * as shapes from '../common-shapes.ts'
import { operation } from '../operation.ts'

const input = structure({
  // An empty text is a diagnosis here, not a violated constraint.
  definition: text({ maxBytes: 1_048_576 }),
  type: optional(shapes.stateMachineType),
  severity: optional(oneOf('ERROR', 'WARNING')),
  maxResults: optional(integer({ min: 0, max: 100 })),
})

export const validateStateMachineDefinition = operation(input, (_context, request) => {
  const { definition, type = 'STANDARD', severity = 'ERROR', maxResults } = request
  const all = diagnoseDefinition(definition, type, checkArguments)
  // WARNING asks for warnings beside the errors.
  const wanted = all.filter((diagnostic) => severity === 'WARNING' || diagnostic.severity === 'ERROR')
  const limit = maxResults || 100
  return {
    result: all.some((diagnostic) => diagnostic.severity === 'ERROR') ? 'FAIL' : 'OK',
    diagnostics: wanted.slice(0, limit),
    truncated: wanted.length > limit,
  }
})
