import { stripVTControlCharacters } from 'node:util'

/** Columns of the narrowest terminal that the output is made for. */
export const WIDTH = 80

/** Breaks long lines at their spaces; a word that is longer stays whole, so that it can be copied. */
export function wrap(text: string, hang = 2): string {
  return text
    .split('\n')
    .map((line) => wrapLine(line, hang))
    .join('\n')
}

export function columnsOf(text: string): number {
  return [...stripVTControlCharacters(text)].length
}

function wrapLine(line: string, hang: number): string {
  if (columnsOf(line) <= WIDTH) return line
  const lines: string[] = []
  let current = ''
  // Spaces stay with the word behind them: they are what aligns a line.
  for (const word of line.match(/ *[^ ]+/g) ?? []) {
    if (current.trim() === '' || columnsOf(current + word) <= WIDTH) current += word
    else {
      lines.push(current)
      current = ' '.repeat(hang) + word.trimStart()
    }
  }
  return [...lines, current].join('\n')
}
