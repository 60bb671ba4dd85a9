import type { Cursor } from './cursor.ts'
import { isObject } from './fields.ts'

const NAME = /^\p{ID_Start}\p{ID_Continue}*$/u
const MAX_NAME_LENGTH = 80

export function checkVariableName(name: string, cursor: Cursor): void {
  if (name === 'states') {
    cursor.refuse("The variable name 'states' is reserved.")
  } else if (!NAME.test(name) || name.length > MAX_NAME_LENGTH) {
    const rule = `a letter, then letters, digits or underscores, at most ${MAX_NAME_LENGTH} characters`
    cursor.refuse(`The variable name '${name}' is not valid: it must be ${rule}.`)
  } else if (cursor.scope.outerVariables.has(name)) {
    cursor.refuse(`The variable name '${name}' was already defined in a parent scope.`)
  }
}

/**
 * The variables that the states of a graph assign themselves, by whatever Assign: the graphs inside may read them, but
 * not assign them. The catchers of the state `inside` assign once its graphs have ended, and do not count there.
 */
export function assignedIn(states: Readonly<Record<string, unknown>>, inside?: string): Set<string> {
  const names = new Set<string>()
  for (const [name, state] of Object.entries(states)) {
    if (!isObject(state)) continue
    const catchers = name === inside ? [] : state.Catch
    const rules = [state.Choices, catchers].flatMap((list) => (Array.isArray(list) ? list : []))
    for (const holder of [state, ...rules]) {
      if (!isObject(holder) || !isObject(holder.Assign)) continue
      for (const variable of Object.keys(holder.Assign)) names.add(variable)
    }
  }
  return names
}

/** Whether a state has both graphs inside and catchers. */
export function hasCatchers(state: unknown): boolean {
  return isObject(state) && state.Catch !== undefined && (state.Type === 'Parallel' || state.Type === 'Map')
}
