import { IntakeError } from './intake-error.ts'
import { chunksOf, type Source } from './source.ts'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * What a byte order mark says; without one UTF-8, or windows-1252 where the bytes are no UTF-8: older versions of Excel
 * write it. Reads the file to its end.
 */
export async function encodingOf(source: Source): Promise<Encoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  const head: number[] = []
  let valid = true
  for await (const chunk of chunksOf(source)) {
    if (head.length < LONGEST_SIGNATURE) {
      head.push(...chunk.subarray(0, LONGEST_SIGNATURE - head.length))
      const marked = markIn(head)
      if (marked !== undefined) return marked
    }
    valid = valid && decodes(utf8, chunk)
    if (!valid && head.length === LONGEST_SIGNATURE) return 'windows-1252'
  }
  return valid && decodes(utf8) ? 'utf-8' : 'windows-1252'
}

const LONGEST_SIGNATURE = 4
const ZIP = 'PK\u0003\u0004'
const COMPOUND_FILE = '\u00d0\u00cf\u0011\u00e0'

/** Throws for the files of a spreadsheet program itself. */
function markIn(head: readonly number[]): Encoding | undefined {
  const start = String.fromCharCode(...head)
  if (start === ZIP || start === COMPOUND_FILE) {
    throw new IntakeError('This is a workbook, not a text file. Save it as "CSV UTF-8" in your spreadsheet program.')
  }
  if (start.startsWith('\u00ff\u00fe')) return 'utf-16le'
  if (start.startsWith('\u00fe\u00ff')) return 'utf-16be'
  return start.startsWith('\u00ef\u00bb\u00bf') ? 'utf-8' : undefined
}

function decodes(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): boolean {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined })
    return true
  } catch {
    return false
  }
}
