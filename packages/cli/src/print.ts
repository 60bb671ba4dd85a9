import { wrap } from './layout.ts'

/** Prints output, as opposed to diagnostics: on standard output, wrapped to 80 columns, with a final line break. */
export function print(text: string): void {
  process.stdout.write(`${wrap(text)}\n`)
}

export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** For output that is read as a stream. */
export function printJsonLine(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
