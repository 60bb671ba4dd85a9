import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { decodeFrame, type Frame } from './frame.ts'
import { type Segment, scan } from './segment.ts'

/** What a start needs to know of a segment: where its frames stand and what they say, without the bodies. */
export interface SegmentIndex {
  /** Four numbers per entry: stream, first, offset, length. Flat, because there are very many. */
  entries: number[]
  /** By the entry's place in `entries`, counted in entries. Most have none. */
  notes: [entry: number, note: string][]
  drops: { bytes: number; streams: number[] }[]
}

export function emptyIndex(): SegmentIndex {
  return { entries: [], notes: [], drops: [] }
}

export function addFrame(index: SegmentIndex, frame: Frame, offset: number, length: number): void {
  if (frame.kind === 'dropped') {
    index.drops.push({ bytes: length, streams: frame.streams })
    return
  }
  if (frame.note !== '') index.notes.push([index.entries.length / 4, frame.note])
  index.entries.push(frame.stream, frame.first, offset, length)
}

/** Keeps the index of a segment beside it, once it is not written to any more. Only a help: without it, the segment is read again. */
export function saveIndex(segment: Segment): void {
  const content = JSON.stringify(segment.index ?? emptyIndex())
  segment.index = undefined
  writeFileSync(pathOf(segment), `${headOf(segment, content)}\n${content}`)
}

export function removeIndex(segment: Segment): void {
  rmSync(pathOf(segment), { force: true })
}

/** The index that was kept, or one made by reading the segment. The newest segment is always read: it may be torn. */
export function indexOf(segment: Segment, newest: boolean): SegmentIndex {
  const saved = newest ? undefined : savedIndex(segment)
  if (saved !== undefined) return saved
  const index = emptyIndex()
  scan(segment, newest, (bytes, offset) => addFrame(index, decodeFrame(bytes), offset, bytes.length))
  segment.index = index
  if (!newest) saveIndex(segment)
  return index
}

/** Undefined where there is none, where it is of another state of the file, or where it is not whole. */
function savedIndex(segment: Segment): SegmentIndex | undefined {
  let text: string
  try {
    text = readFileSync(pathOf(segment), 'utf8')
  } catch {
    return undefined
  }
  const end = text.indexOf('\n')
  const content = text.slice(end + 1)
  return text.slice(0, end) === headOf(segment, content) ? JSON.parse(content) : undefined
}

function pathOf(segment: Segment): string {
  return segment.path.replace(/\.log$/, '.index')
}

/** Tells an index that is whole and belongs to this segment in this state from any other. */
function headOf({ id, size }: Segment, content: string): string {
  return `${id} ${size} ${crc32(content)}`
}
