import type { Place } from './place.ts'

/** What is wrong with a row before it is started. No message quotes a cell. */
export interface Problem {
  /** The heading as the file has it, or the usual one; absent where it is the row as a whole. */
  column?: string
  /** What is wrong and what was expected: `is blank: expected yes or no`. */
  message: string
}

/** A problem as a line of text says it, after the place: `column "Paid" is blank: expected yes or no`. */
export function describeProblem({ column, message }: Problem): string {
  return column === undefined ? message : `column "${column}" ${message}`
}

interface AnyRow extends Place {
  /** As they came, without guards. Of JSON lines: the line. */
  cells: readonly string[]
  /** Whom the row is about, for people; an empty text for what is not known. */
  student: { name: string; email: string; course: string }
  /** 1 where the file counts no attempts. */
  attempt: number
}

/** A request of the file: to be started, refused, or a copy of an earlier row, which is not to be started again. */
export type Row = AnyRow &
  (
    | {
        status: 'ready'
        /** The input of the execution, JSON text. */
        input: string
        /**
         * The name of the execution: equal for equal rows, in any file, on any day. Who asks is no part of it, so an
         * execution that has the name already may have another `RequestedBy` in its input: the row was started before.
         */
        executionName: string
      }
    | { status: 'refused'; problems: Problem[] }
    | { status: 'duplicate'; of: Place }
  )

export interface RowOptions {
  /** The course of rows that name none. Without it a spreadsheet needs a column; JSON lines get the default course. */
  course?: string | undefined
  /** Who asks, at most 100 characters, where the row does not say it. */
  requestedBy?: string | undefined
}
