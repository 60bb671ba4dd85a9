import { type Machine, statesOf } from './graph/machine.ts'

/**
 * The table that a definition's DynamoDB tasks name first; a name that is an expression is not known before it runs.
 */
export function tableNameIn(machine: Machine): string | undefined {
  for (const state of statesOf(machine).values()) {
    const name = findTableName(state.Arguments ?? state.Parameters)
    if (name !== undefined) return name
  }
  return undefined
}

function findTableName(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [key, entry] of Object.entries(value)) {
    const name = key === 'TableName' && typeof entry === 'string' ? entry : findTableName(entry)
    if (name !== undefined && !name.startsWith('{%')) return name
  }
  return undefined
}
