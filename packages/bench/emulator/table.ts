import { appendFileSync } from 'node:fs'

export interface Row {
  measure: string
  baseline?: number
  ours: number
  ratio?: number
  goal: string
}

/** For people; where BENCH_JSON names a file, also one JSON object for each row at its end. */
export function printTable(rows: readonly Row[]): void {
  const { BENCH_JSON } = process.env
  if (BENCH_JSON) appendFileSync(BENCH_JSON, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  const line = (...[measure = '', ...columns]: string[]) =>
    console.log(measure.padEnd(36) + columns.map((column) => column.padStart(9)).join(''))
  line('', 'baseline', 'ours', 'ratio', 'goal')
  for (const { measure, baseline, ours, ratio, goal } of rows) {
    line(measure, digits(baseline), digits(ours), digits(ratio), goal)
  }
}

function digits(value: number | undefined): string {
  if (value === undefined) return ''
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
