/** By the least significant byte: CRC-32C (Castagnoli), which Node does not have. */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0x82f63b78 : rest >>> 1
  return rest
})

/** As LevelDB stores it: rotated and moved, so that a checksum of what has checksums in it is a good one too. */
export function maskedChecksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (sum >>> 8) ^ (TABLE[(sum ^ byte) & 0xff] ?? 0)
  sum = ~sum
  return (((sum >>> 15) | (sum << 17)) + 0xa282ead8) >>> 0
}
