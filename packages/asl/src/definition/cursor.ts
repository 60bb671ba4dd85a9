import type { ExtraPart } from '../jsonata/references.ts'
import type { StateNode } from '../program.ts'
import type { ArgumentCheck } from '../states/task/arguments.ts'
import type { DiagnosticCode, Report } from './diagnostics.ts'

/** What holds for a part of a definition. */
interface Scope {
  readonly report: Report
  readonly type: 'STANDARD' | 'EXPRESS'
  /** Holds for every state inside, however deep, that does not name its own. */
  readonly machineLanguage: unknown
  readonly jsonata: boolean
  /** What `$states` has here besides input and context. */
  readonly parts: readonly ExtraPart[]
  /** The variables of the graphs around: a branch may read them, but not assign them. */
  readonly outerVariables: ReadonlySet<string>
  /** The same for the graphs inside of this one. */
  readonly variables: ReadonlySet<string>
  /** The states of the whole machine. */
  readonly stateNames: Set<string>
  readonly checkArguments?: ArgumentCheck | undefined
  readState(name: string, value: unknown, cursor: Cursor): StateNode | undefined
}

/** A position in a definition: where a value stands, and what holds there. */
export class Cursor {
  readonly scope: Scope
  /** From the root, as diagnostics name it: `/States/Check/Retry[0]`. */
  readonly location: string
  /** From the state, as an evaluation that fails names it: `Choices[0]/Condition`. */
  readonly field: string

  constructor(scope: Scope, location = '', field = '') {
    this.scope = scope
    this.location = location
    this.field = field
  }

  at(key: string): Cursor {
    const field = this.field === '' ? key : `${this.field}/${key}`
    return new Cursor(this.scope, `${this.location}/${key}`, field)
  }

  item(index: number): Cursor {
    return new Cursor(this.scope, `${this.location}[${index}]`, `${this.field}[${index}]`)
  }

  within(changes: Partial<Scope>): Cursor {
    return new Cursor({ ...this.scope, ...changes }, this.location, this.field)
  }

  refuse(message: string, code: DiagnosticCode = 'SCHEMA_VALIDATION_FAILED'): undefined {
    this.scope.report.error(code, message, this.location === '' ? '/' : this.location)
  }
}
