/**
 * Keeps streams of entries: one stream per execution, one entry per turn. The number of a stream is never used again.
 * An entry's `first` (the id of its first event) rises within its stream.
 */
export interface Entry {
  stream: number
  first: number
  /** What the index needs to know at the next start, without reading the body. */
  note: string
  body: string
}

export interface Journal {
  /** Resolves once the entry is kept; all entries of a tick are written at once. */
  append(entry: Entry): Promise<void>
  /** The bodies of the stream's entries in order: from the one that contains the event `from` to the one that contains `to`. */
  read(stream: number, from?: number, to?: number): string[]
  /** Forgets closed streams and frees their space in time. */
  drop(streams: readonly number[]): Promise<void>
  /** Writes what is waiting, then lets go of the directory. */
  close(): Promise<void>
}

/** What a start finds: every kept stream with the notes of its entries, in the order of their numbers. */
export interface Kept {
  journal: Journal
  nextStream: number
  streams: readonly { stream: number; notes: readonly string[] }[]
}
