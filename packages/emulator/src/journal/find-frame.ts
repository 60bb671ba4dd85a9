import { frameLength, mayBeFrame } from './frame.ts'

/** A torn end has next to no candidates: text in JSON holds none of the bytes that name a frame's kind. */
const MAX_CHECKED_BYTES = 256 * 1024 * 1024

/**
 * Whether a whole and undamaged frame begins anywhere at or behind `from`. Also true when there are too many candidates to check them
 * all: what cannot be told from damage is not to be cut off.
 */
export function holdsFrame(file: Buffer, from: number): boolean {
  let checkedBytes = 0
  for (let at = from; at < file.length; at++) {
    if (!mayBeFrame(file, at)) continue
    if (frameLength(file, at) !== undefined) return true
    checkedBytes += file.readUInt32LE(at)
    if (checkedBytes > MAX_CHECKED_BYTES) return true
  }
  return false
}
