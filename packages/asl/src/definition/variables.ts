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

/** The variables that the states of a graph assign themselves, by whatever Assign. */
export function assignedIn(states: Readonly<Record<string, unknown>>): Set<string> {
  const names = new Set<string>()
  for (const state of Object.values(states)) {
    if (!isObject(state)) continue
    const rules = [state.Choices, state.Catch].flatMap((list) => (Array.isArray(list) ? list : []))
    for (const holder of [state, ...rules]) {
      if (!isObject(holder) || !isObject(holder.Assign)) continue
      for (const name of Object.keys(holder.Assign)) names.add(name)
    }
  }
  return names
}
