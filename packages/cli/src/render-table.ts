import stringWidth from 'string-width'
import { hang, pad, visible } from './layout.ts'

/** A wide column is filled up to so many columns: a longer cell shifts those behind it. */
const FILLED = 28

/**
 * Rows under headings, in 80 columns: the first `narrow` columns are as wide as their cells, numbers to the right; the others
 * follow, and are wrapped where they do not fit.
 */
export function renderTable(
  headings: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  narrow: number,
): string {
  const cells = rows.map((row) => row.map((cell) => visible(String(cell))))
  const widths = headings.map((heading, index) => {
    const widest = Math.max(stringWidth(heading), ...cells.map((row) => stringWidth(row[index] ?? '')))
    return index < narrow ? widest : Math.min(FILLED, widest)
  })
  const isNumber = headings.map((_, index) => rows.length > 0 && typeof rows[0]?.[index] === 'number')
  const line = (row: readonly string[]) => {
    const filled = row.map((cell, index) => {
      const width = widths[index] ?? 0
      if (isNumber[index]) return cell.padStart(width)
      return index === row.length - 1 ? cell : pad(cell, width)
    })
    const label = filled
      .slice(0, narrow)
      .map((cell, index) => cell + (isNumber[index] && isNumber[index + 1] ? ' ' : '  '))
    return hang(label.join(''), filled.slice(narrow).join('  ')).trimEnd()
  }
  return [line(headings), ...cells.map((row) => line(row))].join('\n')
}
