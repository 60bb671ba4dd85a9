import { crc32 } from 'node:zlib'
import type { Entry } from './journal.ts'

/**
 * A record as it stands in a segment file, all numbers 32-bit little-endian:
 * length of the payload · its CRC-32 · payload = kind (1 byte), stream, first, length of the note, note, body.
 */
const HEADER_BYTES = 8
const FIXED_BYTES = 13
const ENTRY = 1
const DROPPED = 2

export type Frame =
  | { kind: 'entry'; stream: number; first: number; note: string }
  /** Streams that are to be forgotten, wherever their entries are. */
  | { kind: 'dropped'; streams: number[] }

export function encodeEntry({ stream, first, note, body }: Entry): Buffer {
  return encode(ENTRY, stream, first, note, body)
}

export function encodeDropped(streams: readonly number[]): Buffer {
  return encode(DROPPED, 0, 0, '', JSON.stringify(streams))
}

function encode(kind: number, stream: number, first: number, note: string, body: string): Buffer {
  const noteBytes = Buffer.byteLength(note)
  const payloadBytes = FIXED_BYTES + noteBytes + Buffer.byteLength(body)
  const frame = Buffer.allocUnsafe(HEADER_BYTES + payloadBytes)
  frame.writeUInt32LE(payloadBytes, 0)
  frame.writeUInt8(kind, 8)
  frame.writeUInt32LE(stream, 9)
  frame.writeUInt32LE(first, 13)
  frame.writeUInt32LE(noteBytes, 17)
  frame.write(note, 21)
  frame.write(body, 21 + noteBytes)
  frame.writeUInt32LE(crc32(frame.subarray(HEADER_BYTES)), 4)
  return frame
}

/** The length of the whole and undamaged frame at `at`, or undefined where there is none. */
export function frameLength(file: Buffer, at: number): number | undefined {
  if (at + HEADER_BYTES + FIXED_BYTES > file.length) return undefined
  const payloadBytes = file.readUInt32LE(at)
  const end = at + HEADER_BYTES + payloadBytes
  if (payloadBytes < FIXED_BYTES || end > file.length) return undefined
  if (crc32(file.subarray(at + HEADER_BYTES, end)) !== file.readUInt32LE(at + 4)) return undefined
  return HEADER_BYTES + payloadBytes
}

/** Whether what stands at `at` could be a frame, its checksum aside: cheap, and false nearly everywhere but at the head of one. */
export function mayBeFrame(file: Buffer, at: number): boolean {
  const body = at + HEADER_BYTES + FIXED_BYTES
  if (body > file.length) return false
  const kind = file[at + HEADER_BYTES]
  if (kind !== ENTRY && kind !== DROPPED) return false
  const payloadBytes = file.readUInt32LE(at)
  const noteBytes = file.readUInt32LE(body - 4)
  return payloadBytes >= FIXED_BYTES + noteBytes && at + HEADER_BYTES + payloadBytes <= file.length
}

/** Reads all of a frame but its body. `frame` is whole. */
export function decodeFrame(frame: Buffer): Frame {
  if (frame.readUInt8(8) === DROPPED) return { kind: 'dropped', streams: JSON.parse(bodyOf(frame)) }
  const note = frame.toString('utf8', 21, 21 + frame.readUInt32LE(17))
  return { kind: 'entry', stream: frame.readUInt32LE(9), first: frame.readUInt32LE(13), note }
}

export function bodyOf(frame: Buffer): string {
  return frame.toString('utf8', 21 + frame.readUInt32LE(17))
}
