import type { PartResults, Results } from '../results.ts'
import type { Table } from '../shared/report.ts'
import { digits } from '../shared/text-table.ts'

/** Others use more of the CPUs than this: the machine is busy, and times say less than ratios. */
const BUSY = 0.15

/** The tables of all parts, each with the machine and its load. Of a part that is in several documents the last one counts. */
export function figuresInMarkdown(documents: readonly Results[]): string {
  const parts = new Map(
    documents.flatMap((document) => document.parts.map((part) => [part.name, { document, part }] as const)),
  )
  return [...parts.values()].map(({ document, part }) => partInMarkdown(document, part)).join('\n\n')
}

function partInMarkdown({ measuredAt, machine }: Results, part: PartResults): string {
  const { before, after } = part.usedByOthers
  const percent = (share: number) => `${Math.round(100 * share)} %`
  const load = `other programs used ${percent(before)} of it before and ${percent(after)} after, load average ${digits(part.loadAverage)}`
  const state = Math.max(before, after) > BUSY ? `**busy machine**: ${load}` : `quiet machine: ${load}`
  const where = `${machine.cores} cores of ${machine.cpu}, ${machine.memoryGib} GiB, ${machine.system}, Node ${machine.node}`
  const when = measuredAt.slice(0, 10)
  const end = part.complete ? '' : ' It ended early: this is not all.'
  return [`### ${part.name}`, `${when}, ${where}; ${state}.${end}`, ...part.tables.map(tableInMarkdown)].join('\n\n')
}

function tableInMarkdown({ title, columns, rows, note }: Table): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const lines = [
    line([title, ...columns]),
    line(['---', ...columns.map(() => '---:')]),
    ...rows.map((row) => line([row.measure.trim(), ...columns.map((column) => digits(row[column]))])),
  ]
  return [...(rows.length === 0 ? [title] : [lines.join('\n')]), ...(note === undefined ? [] : [note])].join('\n\n')
}
