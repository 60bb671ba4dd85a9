import { maskedChecksum } from './checksum.ts'

/*
 * A log of LevelDB, and its manifest (doc/log_format.md): blocks of 32 KB; in them records of checksum, length, type and payload, none
 * across the end of a block: whole, or the first, middle and last parts of one.
 */

const BLOCK_BYTES = 32_768
const HEADER_BYTES = 7
const [FULL, FIRST, LAST] = [1, 2, 4] as const

/**
 * The payloads of a log; undefined if it is damaged. LevelDB itself passes over what is damaged, and over the rest of its block. The end
 * of a log may be missing: that is a write which a crash cut short before it was acknowledged.
 */
export function readLog(log: Buffer): Buffer[] | undefined {
  const payloads: Buffer[] = []
  let parts: Buffer[] = []
  for (let at = 0; ; ) {
    const room = BLOCK_BYTES - (at % BLOCK_BYTES)
    if (room < HEADER_BYTES) at += room
    if (at + HEADER_BYTES > log.length) return payloads
    const end = endOf(log, at)
    if (!isRecord(log, at, end)) return isCutShort(log, at) ? payloads : undefined
    const type = log[at + 6]
    if (type === FULL || type === FIRST) parts = []
    parts.push(log.subarray(at + HEADER_BYTES, end))
    if (type === FULL || type === LAST) payloads.push(Buffer.concat(parts))
    at = end
  }
}

function endOf(log: Buffer, at: number): number {
  return at + HEADER_BYTES + log.readUInt16LE(at + 4)
}

function isRecord(log: Buffer, at: number, end: number): boolean {
  const type = log[at + 6] ?? 0
  if (end > log.length || end - at > BLOCK_BYTES - (at % BLOCK_BYTES) || type < FULL || type > LAST) return false
  return log.readUInt32LE(at) === maskedChecksum(log.subarray(at + 6, end))
}

/** Is what begins here the beginning of a record, with nothing after it? A record of another length than it says is a whole one. */
function isCutShort(log: Buffer, at: number): boolean {
  if (log.subarray(at).every((byte) => byte === 0)) return true
  const end = endOf(log, at)
  const fits = end > log.length && end - at <= BLOCK_BYTES - (at % BLOCK_BYTES)
  if (!fits || isRecord(log, at, log.length)) return false
  for (let next = at + 1; next + HEADER_BYTES <= log.length; next++) {
    if (isRecord(log, next, endOf(log, next))) return false
  }
  return true
}
