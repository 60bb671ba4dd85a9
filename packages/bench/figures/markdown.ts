import type { PartResults, Results } from '../results.ts'
import type { Machine } from '../shared/machine.ts'
import type { Table } from '../shared/report.ts'
import { digits } from '../shared/text-table.ts'

/** Others use more of the CPUs than this: the machine is busy, and times say less than ratios. */
const BUSY = 0.15

/** The tables of all parts, with the machine and its load. Of a part that is in several documents the last one counts. */
export function figuresInMarkdown(documents: readonly Results[]): string {
  const machines = new Set(documents.map(({ machine }) => machineInWords(machine)))
  if (machines.size > 1)
    throw new Error(`Expected figures of one machine, and these are of ${[...machines].join('; ')}.`)
  const parts = new Map(
    documents.flatMap(({ measuredAt, parts }) => parts.map((part) => [part.name, partInMarkdown(measuredAt, part)])),
  )
  return [`Measured on ${[...machines].join()}.`, ...parts.values()].join('\n\n')
}

function machineInWords({ cores, cpu, memoryGib, system, node }: Machine): string {
  return `${cores} cores of ${cpu}, ${memoryGib} GiB of memory, ${system}, Node ${node}`
}

function partInMarkdown(measuredAt: string, part: PartResults): string {
  const { before, after } = part.usedByOthers
  const percent = (share: number) => `${Math.round(100 * share)} %`
  const state = Math.max(before, after) > BUSY ? '**Busy machine**' : 'Quiet machine'
  const load = `other programs used ${percent(before)} of the CPUs before and ${percent(after)} after`
  const failed = part.complete ? '' : ' **It failed: this is not all.**'
  const where = `${state}, ${measuredAt.slice(0, 10)}: ${load}; load average ${digits(part.loadAverage)}.${failed}`
  return [`### ${part.name}`, where, ...part.tables.map(tableInMarkdown)].join('\n\n')
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
