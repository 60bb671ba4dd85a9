import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync, readSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { EmulatorError } from '../errors.ts'
import { holdsFrame } from './find-frame.ts'
import { frameLength } from './frame.ts'
import type { SegmentIndex } from './segment-index.ts'

/** One file of the journal. Only the newest is written to. */
export interface Segment {
  readonly id: number
  readonly path: string
  readonly fd: number
  size: number
  /** Bytes that nothing needs any more. */
  deadBytes: number
  /** Dropped streams that have entries here: their drop must be remembered for as long as this file is there. */
  readonly deadStreams: Set<number>
  /** Streams whose drop is recorded here. */
  readonly drops: Set<number>
  /** While the segment is written to. Kept beside it afterwards. */
  index: SegmentIndex | undefined
}

export function openSegment(directory: string, id: number): Segment {
  const path = join(directory, `${String(id).padStart(10, '0')}.log`)
  const fd = openSync(path, 'a+')
  return {
    id,
    path,
    fd,
    size: fstatSync(fd).size,
    deadBytes: 0,
    deadStreams: new Set(),
    drops: new Set(),
    index: undefined,
  }
}

/** The ids of the segments in `directory`, oldest first. */
export function segmentIds(directory: string): number[] {
  return readdirSync(directory)
    .map((name) => /^(\d{10})\.log$/.exec(name)?.[1])
    .filter((id) => id !== undefined)
    .map(Number)
    .sort((a, b) => a - b)
}

export function removeSegment(segment: Segment): void {
  closeSync(segment.fd)
  unlinkSync(segment.path)
}

/** Reads one frame, and makes sure that it is what was written. */
export function readFrame(segment: Segment, offset: number, length: number): Buffer {
  const frame = readAt(segment, offset, length)
  if (frameLength(frame, 0) !== length) throw damaged(segment, offset)
  return frame
}

function readAt(segment: Segment, offset: number, length: number): Buffer {
  const buffer = Buffer.allocUnsafe(length)
  const read = readSync(segment.fd, buffer, 0, length, offset)
  if (read !== length) throw damaged(segment, offset)
  return buffer
}

/**
 * Visits the frames of a segment in order. Where the newest segment ends in the middle of a frame, that frame was never acknowledged
 * and is cut off. Anything else that is wrong is damage, and is not passed over in silence: nothing a frame that does not check out
 * says of itself is believed, its length neither, so a whole frame anywhere behind it tells that it is not the end.
 */
export function scan(segment: Segment, newest: boolean, visit: (frame: Buffer, offset: number) => void): void {
  const file = readAt(segment, 0, segment.size)
  let at = 0
  while (at < file.length) {
    const length = frameLength(file, at)
    if (length === undefined) {
      if (!newest || holdsFrame(file, at + 1)) throw damaged(segment, at)
      ftruncateSync(segment.fd, at)
      segment.size = at
      return
    }
    visit(file.subarray(at, at + length), at)
    at += length
  }
}

function damaged(segment: Segment, at: number): EmulatorError {
  return new EmulatorError(
    `The journal is damaged at byte ${at} of ${segment.path}. Restore the data directory from a copy, or start with another one.`,
  )
}
