import { closeSync, fdatasyncSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { compact, compactable } from './compaction.ts'
import { bodyOf, decodeFrame, encodeDropped, encodeEntry } from './frame.ts'
import { createGroupWriter } from './group-writer.ts'
import type { Journal, Kept } from './journal.ts'
import { load } from './load.ts'
import * as places from './locations.ts'
import { openSegment, readFrame, type Segment } from './segment.ts'
import { addFrame, emptyIndex, saveIndex } from './segment-index.ts'

export interface JournalOptions {
  /** Acknowledge only what is on the device: outlives a power failure too. */
  sync: boolean
  segmentBytes?: number
}

const SEGMENT_BYTES = 8 * 1024 * 1024

/** Opens the journal in `directory`, or begins one. */
export function openJournal(directory: string, { sync, segmentBytes = SEGMENT_BYTES }: JournalOptions): Kept {
  mkdirSync(directory, { recursive: true })
  const { segments, streams, nextStream, kept } = load(directory)
  let active = segments.at(-1) ?? beginSegment(1)
  const writer = createGroupWriter({
    sync,
    newest: () => active,
    target() {
      if (active.size >= segmentBytes) active = beginSegment(active.id + 1)
      return active
    },
  })
  let compacting: Promise<void> = Promise.resolve()

  function beginSegment(id: number): Segment {
    // From here on, a sync of the newest segment is a sync of everything.
    const previous = segments.at(-1)
    if (previous !== undefined) {
      fdatasyncSync(previous.fd)
      saveIndex(previous)
    }
    const segment = openSegment(directory, id)
    segment.index = emptyIndex()
    segments.push(segment)
    if (sync) syncDirectory(directory)
    return segment
  }

  function index(segment: Segment, frame: Buffer, offset: number): void {
    if (segment.index !== undefined) addFrame(segment.index, decodeFrame(frame), offset, frame.length)
  }

  function segmentOf(id: number): Segment {
    const segment = segments.find((candidate) => candidate.id === id)
    if (segment === undefined) throw new Error(`Segment ${id} of the journal is gone.`)
    return segment
  }

  /** One segment after the other, each when most of it is dead. */
  async function compactAll(): Promise<void> {
    for (let next = compactable(segments, active); next !== undefined; next = compactable(segments, active)) {
      await compact(next, { segments, streams, writer, index })
    }
  }

  const journal: Journal = {
    append(entry) {
      const frame = encodeEntry(entry)
      return writer.append(frame, (segment, offset) => {
        index(segment, frame, offset)
        const location = { first: entry.first, segment: segment.id, offset, length: frame.length }
        const locations = streams.get(entry.stream)
        if (locations !== undefined) places.add(locations, location)
        else streams.set(entry.stream, [location.first, location.segment, location.offset, location.length])
      })
    },

    read(stream, from = 1, to = Number.POSITIVE_INFINITY) {
      const locations = places.overlapping(streams.get(stream) ?? [], from, to)
      return locations.map(({ segment, offset, length }) => bodyOf(readFrame(segmentOf(segment), offset, length)))
    },

    async drop(dropped) {
      for (const stream of dropped) {
        for (const { segment: id, length } of places.each(streams.get(stream) ?? [])) {
          const segment = segmentOf(id)
          segment.deadBytes += length
          segment.deadStreams.add(stream)
        }
        streams.delete(stream)
      }
      const frame = encodeDropped(dropped)
      await writer.append(frame, (segment, offset) => {
        index(segment, frame, offset)
        segment.deadBytes += frame.length
        for (const stream of dropped) segment.drops.add(stream)
      })
      compacting = compacting.then(compactAll)
      await compacting
    },

    async close() {
      await compacting.catch(() => undefined)
      await writer.flush()
      for (const { fd } of segments) closeSync(fd)
    },
  }
  return { journal, nextStream, streams: kept }
}

/** So that the file's name outlives a power failure, not only its content. */
function syncDirectory(directory: string): void {
  const fd = openSync(directory, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}
