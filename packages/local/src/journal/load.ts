import { decodeFrame } from './frame.ts'
import type { Kept } from './journal.ts'
import * as places from './locations.ts'
import { openSegment, type Segment, scan, segmentIds } from './segment.ts'

interface Found {
  entries: { location: places.Location; note: string }[]
}

interface Loaded {
  segments: Segment[]
  streams: Map<number, places.Locations>
  nextStream: number
  kept: Kept['streams']
}

/** Reads what a directory holds: an index of every entry, the notes, but no bodies. */
export function load(directory: string): Loaded {
  const ids = segmentIds(directory)
  const segments = ids.map((id) => openSegment(directory, id))
  const found = new Map<number, Found>()
  const dropped = new Set<number>()
  let highest = 0

  for (const segment of segments) {
    scan(segment, segment === segments.at(-1), (bytes, offset) => {
      const frame = decodeFrame(bytes)
      if (frame.kind === 'dropped') {
        segment.deadBytes += bytes.length
        for (const stream of frame.streams) {
          segment.drops.add(stream)
          dropped.add(stream)
          highest = Math.max(highest, stream)
        }
        return
      }
      highest = Math.max(highest, frame.stream)
      const location = { first: frame.first, segment: segment.id, offset, length: bytes.length }
      const entries = found.get(frame.stream)?.entries
      if (entries === undefined) found.set(frame.stream, { entries: [{ location, note: frame.note }] })
      else entries.push({ location, note: frame.note })
    })
  }

  const byId = new Map(segments.map((segment) => [segment.id, segment]))
  const bury = (stream: number, { segment: id, length }: places.Location) => {
    const segment = byId.get(id)
    if (segment === undefined) return
    segment.deadBytes += length
    segment.deadStreams.add(stream)
  }
  const streams = new Map<number, places.Locations>()
  const kept: { stream: number; notes: string[] }[] = []
  for (const [stream, { entries }] of found) {
    if (dropped.has(stream)) {
      for (const { location } of entries) bury(stream, location)
      continue
    }
    const locations: places.Locations = []
    const notes: string[] = []
    // A crash in the middle of a compaction leaves entries twice, and a compaction moves them behind later ones.
    entries.sort((a, b) => a.location.first - b.location.first)
    let last = -1
    for (const { location, note } of entries) {
      if (location.first === last) {
        bury(stream, location)
        continue
      }
      last = location.first
      places.add(locations, location)
      if (note !== '') notes.push(note)
    }
    streams.set(stream, locations)
    kept.push({ stream, notes })
  }
  kept.sort((a, b) => a.stream - b.stream)
  return { segments, streams, nextStream: highest + 1, kept }
}
