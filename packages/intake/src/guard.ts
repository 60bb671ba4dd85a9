/**
 * What a spreadsheet program would take for a formula, whole or behind apostrophes that may be a guard: for
 * `escapeFormulae`, which puts an apostrophe before it.
 */
export const FORMULA = /^'*[=+\-@\t\r\n]/

const GUARDED = /^'+[=+\-@\t\r\n]/

/** The cell as it was before an apostrophe guarded it. */
export function withoutGuard(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell
}
