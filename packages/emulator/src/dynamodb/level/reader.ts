/** Reads the encodings of LevelDB one after the other. Throws a RangeError where the bytes end before. */
export class Reader {
  private readonly bytes: Buffer
  private at: number

  constructor(bytes: Buffer, at = 0) {
    this.bytes = bytes
    this.at = at
  }

  get ended(): boolean {
    return this.at >= this.bytes.length
  }

  /** Seven bits in each byte, the lowest first. */
  varint(): number {
    for (let value = 0, scale = 1; ; scale *= 128) {
      const byte = this.bytes.readUInt8(this.at++)
      value += (byte % 128) * scale
      if (byte < 128) return value
    }
  }

  take(length: number): Buffer {
    const end = this.at + length
    if (end > this.bytes.length) throw new RangeError(`There are ${this.bytes.length} bytes, and not ${end}.`)
    const taken = this.bytes.subarray(this.at, end)
    this.at = end
    return taken
  }

  /** Bytes after their length. */
  text(): Buffer {
    return this.take(this.varint())
  }
}
