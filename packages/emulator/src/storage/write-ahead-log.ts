import { readFileSync } from 'node:fs'
import { systemCode } from '../errors.ts'

/**
 * SQLite reads its write-ahead log up to the first frame whose checksum is wrong, and forgets what follows: right for a transaction that
 * a crash cut short, wrong for a damaged byte before transactions that were acknowledged. This tells the one from the other.
 *
 * The file (https://sqlite.org/fileformat2.html#walformat), all numbers 32-bit big-endian: a header with magic number, version, page
 * size, sequence number, two salts and two checksums; then frames: page number, size of the database in pages after a commit (else 0),
 * the header's salts, two checksums that run on from frame to frame, the page. Frames with other salts are left from an earlier use.
 */
export function losesTransactions(path: string): boolean {
  const log = read(path)
  // The header is written before the first frame, at once.
  if (log.length < HEADER_BYTES) return false
  const littleEndian = log.readUInt32BE(0) % 2 === 0
  let sums = checksum(log.subarray(0, 24), [0, 0], littleEndian)
  if (!isAt(log, 24, sums)) return true

  const salts = [log.readUInt32BE(16), log.readUInt32BE(20)] as const
  const frameBytes = FRAME_HEADER_BYTES + log.readUInt32BE(8)
  let damaged = false
  let ended = false
  for (let at = HEADER_BYTES; at + frameBytes <= log.length; at += frameBytes) {
    const current = isAt(log, at + 8, salts)
    if (damaged) {
      // Only one transaction at a time is written: one that ended before another began was whole.
      if (current && ended) return true
      if (current) ended = isCommit(log, at)
      continue
    }
    sums = checksum(log.subarray(at, at + 8), sums, littleEndian)
    sums = checksum(log.subarray(at + FRAME_HEADER_BYTES, at + frameBytes), sums, littleEndian)
    damaged = !current || !isAt(log, at + 16, sums)
    if (damaged) ended = isCommit(log, at)
  }
  return false
}

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24

type Pair = readonly [number, number]

function read(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

function isCommit(log: Buffer, frame: number): boolean {
  return log.readUInt32BE(frame + 4) !== 0
}

function isAt(log: Buffer, at: number, [first, second]: Pair): boolean {
  return log.readUInt32BE(at) === first && log.readUInt32BE(at + 4) === second
}

function checksum(bytes: Buffer, [first, second]: Pair, littleEndian: boolean): Pair {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + view.getUint32(at, littleEndian) + second) >>> 0
    second = (second + view.getUint32(at + 4, littleEndian) + first) >>> 0
  }
  return [first, second]
}
