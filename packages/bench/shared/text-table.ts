import type { Cell, Table } from './report.ts'

/** Columns of the narrowest terminal that it is made for. */
const WIDTH = 80

/** For a terminal: the figures to the right, below their columns; what is measured in as many lines as it needs. */
export function textTable({ title, columns, rows, note }: Table): string {
  const figures = [columns, ...rows.map((row) => columns.map((column) => digits(row[column])))]
  const widths = columns.map((_, n) => 2 + Math.max(...figures.map((line) => line[n]?.length ?? 0)))
  const room = WIDTH - widths.reduce((sum, width) => sum + width, 0)
  const measures = ['', ...rows.map(({ measure }) => measure)].map((measure) => wrapped(measure, room))
  const first = Math.max(...measures.flat().map((line) => line.length))
  const lines = measures.flatMap((measure, n) => {
    const last = (figures[n] ?? []).map((figure, column) => figure.padStart(widths[column] ?? 0)).join('')
    return [...measure.slice(0, -1), `${(measure.at(-1) ?? '').padEnd(first)}${last}`.trimEnd()]
  })
  const all = [...wrapped(title, WIDTH), ...(rows.length === 0 ? [] : lines), ...wrapped(note ?? '', WIDTH)]
  return all.join('\n').trimEnd()
}

/** Lines of at most so many characters, broken at spaces; all but the first begin with two. */
function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(/(?<=\S) /)) {
    const line = lines.at(-1) ?? ''
    const longer = line === '' ? word : `${line} ${word}`
    if (line === '' || longer.length <= width) lines[lines.length - 1] = longer
    else lines.push(`  ${word}`)
  }
  return lines
}

/** Counts as they are, else three significant digits: no figure here is more exact. */
export function digits(value: Cell): string {
  if (typeof value !== 'number') return value ?? ''
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
