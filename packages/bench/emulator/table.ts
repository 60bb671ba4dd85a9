export interface Row {
  measure: string
  baseline?: number
  ours: number
  ratio?: number
  goal: string
}

export function printTable(rows: readonly Row[]): void {
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
