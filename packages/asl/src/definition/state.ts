import type { StateNode } from '../program.ts'
import { STATE_TYPES } from '../states/index.ts'
import { Cursor } from './cursor.ts'
import { isObject } from './fields.ts'

/** Reads a state of any type, in its own query language or that of the machine. */
export function readState(name: string, state: unknown, { scope, location }: Cursor): StateNode | undefined {
  const { machineLanguage } = scope
  const cursor = new Cursor(scope, location)
  if (!isObject(state)) return cursor.refuse('Expected value of type Object')
  const { Type, QueryLanguage = machineLanguage } = state
  if (Type === undefined) return cursor.refuse('These fields are required: [Type]')
  const read = STATE_TYPES.get(Type)
  if (read === undefined) return cursor.at('Type').refuse(`Value is not one of [${[...STATE_TYPES.keys()].join(', ')}]`)
  if (QueryLanguage === 'JSONPath' && machineLanguage === 'JSONata') {
    cursor.refuse("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine")
  }
  return read(name, state, cursor.within({ jsonata: QueryLanguage === 'JSONata' }))
}
