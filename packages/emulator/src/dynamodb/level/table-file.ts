import { maskedChecksum } from './checksum.ts'
import { Reader } from './reader.ts'

/*
 * A table of LevelDB (doc/table_format.md): blocks, each with a byte of its compression and a checksum behind it. The footer says where
 * the two blocks are that say where the others are.
 */

const FOOTER_BYTES = 48
const MAGIC = Buffer.from('57fb808b247547db', 'hex')
const TRAILER_BYTES = 5
const UNCOMPRESSED = 0

/** Whether every block is as it was written: LevelDB reads them without looking at their checksums. */
export function isWholeTable(table: Buffer): boolean {
  try {
    if (!table.subarray(-MAGIC.length).equals(MAGIC)) return false
    const footer = new Reader(table, table.length - FOOTER_BYTES)
    return [handle(footer), handle(footer)].every((place) => {
      const listing = blockAt(table, place)
      if (listing === undefined) return false
      if (listing.compression !== UNCOMPRESSED) return true
      return handlesIn(listing.content).every((listed) => blockAt(table, listed) !== undefined)
    })
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

interface Handle {
  offset: number
  length: number
}

function handle(reader: Reader): Handle {
  return { offset: reader.varint(), length: reader.varint() }
}

function blockAt(table: Buffer, { offset, length }: Handle): { content: Buffer; compression: number } | undefined {
  const end = offset + length
  if (end + TRAILER_BYTES > table.length) return undefined
  const isAsWritten = table.readUInt32LE(end + 1) === maskedChecksum(table.subarray(offset, end + 1))
  return isAsWritten ? { content: table.subarray(offset, end), compression: table.readUInt8(end) } : undefined
}

/** Entries: how much of the key before is repeated, lengths of the rest and of the value, both. Then restarts and their number. */
function handlesIn(block: Buffer): Handle[] {
  const restarts = block.readUInt32LE(block.length - 4)
  const entries = new Reader(block.subarray(0, block.length - 4 * (restarts + 1)))
  const handles: Handle[] = []
  while (!entries.ended) {
    entries.varint()
    const [keyLength, valueLength] = [entries.varint(), entries.varint()]
    entries.take(keyLength)
    handles.push(handle(new Reader(entries.take(valueLength))))
  }
  return handles
}
