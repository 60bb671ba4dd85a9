import { wrap } from './layout.ts'

/** The CLI's output, as opposed to its diagnostics: on standard output, a line at least, none too wide. */
export function print(text: string): void {
  process.stdout.write(`${wrap(text)}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** For output that is read as it comes. */
export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
