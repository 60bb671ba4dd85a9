import { decodeFrame, encodeDropped } from './frame.ts'
import type { GroupWriter } from './group-writer.ts'
import * as places from './locations.ts'
import { removeSegment, type Segment, scan } from './segment.ts'
import { removeIndex } from './segment-index.ts'

/** The oldest segment that is not written to any more and of which at least half is dead. */
export function compactable(segments: readonly Segment[], active: Segment): Segment | undefined {
  return segments.find((segment) => segment !== active && segment.deadBytes * 2 >= segment.size)
}

interface Surroundings {
  segments: Segment[]
  streams: Map<number, places.Locations>
  writer: GroupWriter
  /** Enters a frame into the index of the segment that it was written to. */
  index(segment: Segment, frame: Buffer, offset: number): void
}

/** Copies what is still needed of a segment to the end of the journal, then removes its file. */
export async function compact(segment: Segment, { segments, streams, writer, index }: Surroundings): Promise<void> {
  const copies: Promise<void>[] = []
  scan(segment, false, (bytes, offset) => {
    const frame = decodeFrame(bytes)
    if (frame.kind === 'dropped') return
    const from = { segment: segment.id, offset }
    if (!isAt(streams.get(frame.stream), from)) return
    const copy = Buffer.from(bytes)
    copies.push(
      writer.append(copy, (target, to) => {
        index(target, copy, to)
        const locations = streams.get(frame.stream)
        if (locations !== undefined && places.move(locations, from, { segment: target.id, offset: to })) return
        // The stream was dropped while its entry was on its way.
        target.deadBytes += copy.length
        target.deadStreams.add(frame.stream)
      }),
    )
  })
  const drops = [...segment.drops].filter((stream) =>
    segments.some((other) => other !== segment && other.deadStreams.has(stream)),
  )
  if (drops.length > 0) {
    const frame = encodeDropped(drops)
    copies.push(
      writer.append(frame, (target, to) => {
        index(target, frame, to)
        target.deadBytes += frame.length
        for (const stream of drops) target.drops.add(stream)
      }),
    )
  }
  await Promise.all(copies)
  // The copies must be on the device before the original goes.
  await writer.flush()
  segments.splice(segments.indexOf(segment), 1)
  removeSegment(segment)
  removeIndex(segment)
}

function isAt(locations: places.Locations | undefined, from: { segment: number; offset: number }): boolean {
  for (const { segment, offset } of places.each(locations ?? [])) {
    if (segment === from.segment && offset === from.offset) return true
  }
  return false
}
