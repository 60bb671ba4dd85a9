import type { Journal } from './journal.ts'

/** For an emulator without a data directory: what it keeps ends with the process. */
export function createMemoryJournal(): Journal {
  const streams = new Map<number, { first: number; body: string }[]>()
  return {
    append({ stream, first, body }) {
      const entries = streams.get(stream)
      if (entries === undefined) streams.set(stream, [{ first, body }])
      else entries.push({ first, body })
      return Promise.resolve()
    },
    read(stream, from = 1, to = Number.POSITIVE_INFINITY) {
      const entries = streams.get(stream) ?? []
      return entries
        .filter(({ first }, at) => first <= to && (entries[at + 1]?.first ?? Number.POSITIVE_INFINITY) > from)
        .map(({ body }) => body)
    },
    drop(dropped) {
      for (const stream of dropped) streams.delete(stream)
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
}
