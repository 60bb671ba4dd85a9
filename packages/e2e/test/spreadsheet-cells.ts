/** What a spreadsheet program takes for a formula, or strips before it looks for one. */
const FORMULA = /^[=+\-@\t\r\n]/

/** A field in quotes or without them, and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^",;\r\n]*))([,;]|\r\n|$)/gy

/** The cells of a CSV file as a spreadsheet program gets them (RFC 4180), without the byte order mark. */
export function spreadsheetCells(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [field, quoted, plain = '', end] of text.replace(/^\uFEFF/, '').matchAll(FIELD)) {
    if (field === '') break
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain)
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((cells) => cells.length > 0)
}

export function formulasIn(rows: readonly string[][]): string[] {
  return rows.flat().filter((cell) => FORMULA.test(cell))
}

/** Without the apostrophe that guards a cell: a spreadsheet program does not show it either. */
export function unguarded(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

/** Each begins a formula in some spreadsheet program; the last two look like a guard. */
export const FORMULAS = ['=HYPERLINK("http://x.example";"A")', '+1+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', "'=1", "''+1"]
