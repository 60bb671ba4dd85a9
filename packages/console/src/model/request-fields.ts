import { functionNameOf } from './arns.ts'
import { type Machine, statesOf } from './graph/machine.ts'

/** The fields of the article's request, and the course. */
export const ARTICLE_FIELDS: readonly string[] = ['Name', 'Email', 'Payment', 'Course']

/** The fields that a request can have: those that a definition calls the results of its checks by, and the course. */
export function requestFieldsIn(machine: Machine | undefined): readonly string[] {
  const checks = checksIn(machine)?.checks
  return checks === undefined ? ARTICLE_FIELDS : [...Object.keys(checks), 'Course']
}

/** The names of the functions that check one field each. */
export function checkFunctionsIn(machine: Machine | undefined): readonly string[] {
  const state = checksIn(machine)?.state
  const tasks = (state?.Branches ?? []).flatMap((branch) => [...statesOf(branch).values()])
  return tasks.flatMap(({ Resource, Arguments }) => {
    const name = functionNameOf(Resource, Arguments === undefined ? undefined : JSON.stringify(Arguments))
    return name === undefined ? [] : [name]
  })
}

/** The state that says under which field it keeps the result of each check: in its output, or in a variable. */
function checksIn(machine: Machine | undefined) {
  if (machine === undefined) return undefined
  for (const state of statesOf(machine).values()) {
    const kept = [state.Output, ...Object.values(objectOf(state.Assign))].map(objectOf)
    const checks = kept.find((value) => 'checks' in value)?.checks
    if (typeof checks === 'object' && checks !== null) return { state, checks }
  }
  return undefined
}

function objectOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
