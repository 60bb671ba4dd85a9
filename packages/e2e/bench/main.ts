import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'

/**
 * What the engine costs, in one run: the interpreter alone beside aws-local-stepfunctions, then our workflow in the machine room beside a
 * bare endpoint that calls the same four handlers. Each package measures itself; here their figures come together.
 */
const PACKAGES = resolve(import.meta.dirname, '../..')

interface Row {
  measure: string
  yardstick?: number
  ours: number
  ratio?: number
  goal: string
}

function run<T>(...args: string[]): T {
  const options = {
    cwd: PACKAGES,
    maxBuffer: 2 ** 20,
    stdio: ['ignore', 'pipe', 'inherit'] as ('ignore' | 'pipe' | 'inherit')[],
  }
  return JSON.parse(execFileSync(process.execPath, [...args, '--json'], { ...options, encoding: 'utf8' }))
}

function interpreters(): Row[] {
  const rows = run<{ name: string; cpuMs: number }[]>('asl/bench/main.ts')
  const yardstick = rows.find(({ name }) => name.startsWith('aws-local-stepfunctions'))?.cpuMs ?? Number.NaN
  return rows
    .filter(({ name }) => name.startsWith('asl, '))
    .map(({ name, cpuMs }) => {
      const measure = `interpreter, ${name.slice('asl, '.length)}, CPU ms`
      return { measure, yardstick, ours: cpuMs, ratio: cpuMs / yardstick, goal: '≤ 2' }
    })
}

function machineRoom(): Row[] {
  const rows = run<(Omit<Row, 'yardstick'> & { floor?: number })[]>(
    'local/bench/bench.ts',
    'e2e/bench/enrollment-scenario.ts',
  )
  return rows.map(({ floor, ...row }) => (floor === undefined ? row : { ...row, yardstick: floor }))
}

function line(measure: string, ...columns: string[]): void {
  console.log(measure.padEnd(40) + columns.map((column) => column.padStart(10)).join(''))
}

function digits(value: number | undefined): string {
  if (value === undefined) return ''
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}

line('', 'yardstick', 'ours', 'ratio', 'goal')
for (const { measure, yardstick, ours, ratio, goal } of [...interpreters(), ...machineRoom()]) {
  line(measure, digits(yardstick), digits(ours), digits(ratio), goal)
}
