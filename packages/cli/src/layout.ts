import stringWidth from 'string-width'
import wrapAnsi, { type Options } from 'wrap-ansi'

/** Columns of the narrowest terminal that the output is made for. */
export const WIDTH = 80

/**
 * `text` filled up with spaces to `columns` of a terminal: a CJK character or an emoji takes two, a combining mark
 * none.
 */
export function pad(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)))
}

/** `text` behind `label`, wrapped at its spaces: further lines begin in the column in which the text does. */
export function hang(label: string, text: string): string {
  return joined(label, wrapWords(text, columnsBehind(label)))
}

/** As `hang`, for text that is data: no space of it is lost, and every line but the last is full. */
export function hangData(label: string, text: string): string {
  return joined(label, wrapAnsi(text, columnsBehind(label), { hard: true, wordWrap: false, trim: false }))
}

/** Wraps each line that is too wide at its spaces; what follows is indented by two columns more. */
export function wrap(text: string): string {
  return text.split('\n').map(wrapLine).join('\n')
}

function wrapLine(line: string): string {
  if (stringWidth(line) <= WIDTH) return line
  const text = line.trimStart()
  const indent = line.length - text.length
  const [first = '', ...rest] = wrapWords(text, WIDTH - indent - 2).split('\n')
  return [' '.repeat(indent) + first, ...rest.map((more) => ' '.repeat(indent + 2) + more)].join('\n')
}

/** A long ASCII word, such as an ARN, stays whole so that it can be copied; scripts without spaces break anywhere. */
function wrapWords(text: string, columns: number): string {
  const options: Options = { hard: !/^\p{ASCII}*$/u.test(text) }
  return wrapAnsi(text, columns, options)
}

/** A label in many nested branches still leaves some. */
function columnsBehind(label: string): number {
  return Math.max(20, WIDTH - stringWidth(label))
}

function joined(label: string, lines: string): string {
  return label + lines.replaceAll('\n', `\n${' '.repeat(stringWidth(label))}`)
}

/** Replaces the control characters that a terminal would act on: names and titles are free text. */
export function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, '�')
}
