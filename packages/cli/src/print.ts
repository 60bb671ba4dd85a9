/** The CLI's output, as opposed to its diagnostics: on standard output, a line at least. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}
