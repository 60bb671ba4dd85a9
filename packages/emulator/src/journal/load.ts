import type { Kept } from './journal.ts'
import * as places from './locations.ts'
import { openSegment, type Segment, segmentIds } from './segment.ts'
import { indexOf, type SegmentIndex } from './segment-index.ts'

interface Loaded {
  segments: Segment[]
  streams: Map<number, places.Locations>
  nextStream: number
  kept: Kept['streams']
}

interface Found {
  locations: places.Locations
  notes: { first: number; note: string }[]
  /** Whether the entries came in the order of `first`, each once. */
  tidy: boolean
}

/** Reads what a directory holds: where every entry is, and the notes, but no bodies. */
export function load(directory: string): Loaded {
  const segments = segmentIds(directory).map((id) => openSegment(directory, id))
  const indexes = segments.map((segment) => indexOf(segment, segment === segments.at(-1)))

  const dropped = new Set(indexes.flatMap(({ drops }) => drops.flatMap(({ streams }) => streams)))
  const found = new Map<number, Found>()
  segments.forEach((segment, at) => {
    const index = indexes[at]
    if (index !== undefined) enter(segment, index, found, dropped)
  })

  const byId = new Map(segments.map((segment) => [segment.id, segment]))
  const streams = new Map<number, places.Locations>()
  const kept: { stream: number; notes: string[] }[] = []
  for (const [stream, { locations, notes, tidy }] of found) {
    if (!tidy) tidyUp(stream, locations, notes, byId)
    streams.set(stream, locations)
    kept.push({ stream, notes: notes.map(({ note }) => note) })
  }
  kept.sort((a, b) => a.stream - b.stream)
  let highest = 0
  for (const stream of [...dropped, ...found.keys()]) highest = Math.max(highest, stream)
  return { segments, streams, nextStream: highest + 1, kept }
}

function enter(segment: Segment, index: SegmentIndex, found: Map<number, Found>, dropped: ReadonlySet<number>): void {
  for (const { bytes, streams } of index.drops) {
    segment.deadBytes += bytes
    for (const stream of streams) segment.drops.add(stream)
  }
  const notes = new Map(index.notes)
  for (let at = 0; at < index.entries.length; at += 4) {
    const [stream = 0, first = 0, offset = 0, length = 0] = index.entries.slice(at, at + 4)
    if (dropped.has(stream)) {
      segment.deadBytes += length
      segment.deadStreams.add(stream)
      continue
    }
    const entry = found.get(stream) ?? { locations: [], notes: [], tidy: true }
    found.set(stream, entry)
    if ((entry.locations.at(-4) ?? -1) >= first) entry.tidy = false
    places.add(entry.locations, { first, segment: segment.id, offset, length })
    const note = notes.get(at / 4)
    if (note !== undefined) entry.notes.push({ first, note })
  }
}

/** A compaction moves entries behind later ones, and a crash in the middle of one leaves them twice. */
function tidyUp(stream: number, locations: places.Locations, notes: Found['notes'], byId: Map<number, Segment>): void {
  const sorted = [...places.each(locations)].sort((a, b) => a.first - b.first)
  locations.length = 0
  let last = -1
  for (const location of sorted) {
    if (location.first === last) {
      const segment = byId.get(location.segment)
      if (segment !== undefined) segment.deadBytes += location.length
      segment?.deadStreams.add(stream)
      continue
    }
    last = location.first
    places.add(locations, location)
  }
  const byFirst = new Map(notes.map((entry) => [entry.first, entry]))
  notes.splice(0, notes.length, ...[...byFirst.values()].sort((a, b) => a.first - b.first))
}
