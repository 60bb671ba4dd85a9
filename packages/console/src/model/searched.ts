import { plural } from './format.ts'

interface Part {
  count: number
  /** Whether there are no older ones. */
  all: boolean
}

export interface Searched {
  /** The records of every course, or of one. */
  table: boolean | string
  names: Part | false
  unfinished: (Part & { answer?: string | undefined }) | false
}

/** What a search has looked at, and that there is more where there is. */
export function searchedText({ table, names, unfinished }: Searched): string {
  const parts: string[] = []
  if (table !== false) parts.push(`the records of ${table === true ? 'every course' : table}`)
  if (names && names.count > 0) parts.push(`the names of ${allOf(names)} ${plural(names.count, 'execution')}`)
  if (unfinished && unfinished.count > 0) {
    const which = WHICH[unfinished.answer ?? ''] ?? 'failed or run'
    parts.push(`${allOf(unfinished)} ${plural(unfinished.count, 'request')} that ${which}`)
  }
  if (parts.length === 0) return ''
  const isWhole = [names, unfinished].every((part) => part === false || part.all)
  return `Searched: ${new Intl.ListFormat('en-GB').format(parts)}.${isWhole ? '' : ' Older ones are not searched yet.'}`
}

const WHICH: Readonly<Record<string, string>> = { failed: 'failed', running: 'run' }

function allOf({ all }: Part): string {
  return all ? 'all' : 'the newest'
}
