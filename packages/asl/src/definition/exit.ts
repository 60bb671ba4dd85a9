import type { ExtraPart } from '../jsonata/references.ts'
import type { Assignment } from '../outcome.ts'
import type { Cursor } from './cursor.ts'
import { isObject, type Json, onlyIn, optional } from './fields.ts'
import { type Reader, text } from './readers.ts'
import { refusePath, template } from './template.ts'
import { checkVariableName } from './variables.ts'

export interface TransformingFields {
  Output?: Json
  Assign?: Readonly<Record<string, Json>>
}

export interface MovingFields {
  Next?: string
  End?: true
}

/** Output and Assign of a state, a choice rule or a catcher. */
export function exitFields(...parts: readonly ExtraPart[]) {
  return {
    Output: onlyIn('JSONata', seeing(parts, template)),
    Assign: optional(seeing(parts, assignment)),
  }
}

/** The fields of a state that another may follow. */
export const MOVING = { Next: optional(text), End: optional(end) }

function end(value: unknown, cursor: Cursor): true | undefined {
  return value === true || cursor.refuse('Value is not one of [true]')
}

/** Where one of two fields must stand, and a state without both would go nowhere. */
export function checkMove(state: Readonly<Record<string, unknown>>, cursor: Cursor): void {
  const { Next, End } = state
  if (Next !== undefined && End !== undefined) {
    cursor.refuse('There should only be one of the following fields: [End, Next]')
  } else if (Next === undefined && End === undefined) {
    cursor.refuse('These fields are required: [Next]')
  }
}

function seeing<T>(parts: readonly ExtraPart[], read: Reader<T>): Reader<T> {
  return (value, cursor) => read(value, cursor.within({ parts }))
}

function assignment(value: unknown, cursor: Cursor): Assignment | undefined {
  if (!isObject(value)) return cursor.refuse('Expected value of type Object')
  return Object.entries(value).map(([name, child]) => {
    const at = cursor.at(name)
    checkVariableName(cursor.scope.jsonata ? name : name.replace(/\.\$$/, ''), at)
    refusePath(name, at)
    return [name, template(child, at) ?? { kind: 'literal', value: null }] as const
  })
}
