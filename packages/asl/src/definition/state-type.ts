import type { Exit, Outcome, StateContext } from '../outcome.ts'
import type { Graph, Recovery, StateNode } from '../program.ts'
import type { Cursor } from './cursor.ts'
import { checkMove } from './exit.ts'
import {
  type Fields,
  type FieldTable,
  type FieldValues,
  isObject,
  optional,
  type QueryLanguage,
  readFields,
} from './fields.ts'
import { oneOf, text } from './readers.ts'
import { refusalOf } from './refusal.ts'

/** What every state of a definition may have. */
export interface AnyState {
  Comment?: string
  QueryLanguage?: QueryLanguage
}

/** A state type: its fields, what must hold between them, and what it does. */
interface Definition<T extends FieldTable> {
  readonly type: string
  readonly aborted?: StateNode['aborted']
  /** Besides those of every state. Nothing else may stand in the state. */
  readonly fields: T
  /** Checks what no field shows by itself. `state` is the state as it is written. */
  check?(fields: Partial<FieldValues<T>>, cursor: Cursor, state: Fields): void
  /** Called for a state that was found valid. */
  compile(fields: FieldValues<T>, info: { name: string; jsonata: boolean }): Compiled
}

interface Compiled {
  readonly exit: Exit
  readonly recovery?: Recovery
  execute(context: StateContext): Outcome | Promise<Outcome>
  graphOfChild?(index: number): Graph
}

/** Reads a state of its type; undefined for one in which something is wrong, which is reported. */
export type StateReader = (name: string, state: unknown, cursor: Cursor) => StateNode | undefined

const EVERY_STATE = {
  Type: optional(text),
  Comment: optional(text),
  QueryLanguage: optional(oneOf('JSONPath', 'JSONata')),
}

export function stateType<T extends FieldTable>({
  type,
  aborted = [],
  fields: own,
  check,
  compile,
}: Definition<T>): StateReader {
  const table = { ...EVERY_STATE, ...own }
  return (name, state, cursor) => {
    const { report, jsonata } = cursor.scope
    const before = report.diagnostics.length
    const fields = readFields(table, state, cursor, (field) => refusalOf(field, jsonata, type))
    if (fields === undefined || !isObject(state)) return undefined
    if ('End' in own) checkMove(state, cursor)
    check?.(fields, cursor, state)
    if (report.diagnostics.length > before) return undefined
    return { name, type, aborted, ...compile(fields, { name, jsonata }) }
  }
}
