/**
 * The log of an environment on its way out of the worker: a ring of bytes in shared memory, written by the worker and read by its host.
 * What was written is there however the worker ends, and costs no message; a function that logs faster than it is read waits.
 */
export interface LogRing {
  /** Two counters of bytes that only rise, modulo 2^32: what was written, and what was taken. */
  readonly counters: Int32Array
  readonly bytes: Uint8Array
}

/** What a function wrote, or (`text` left out) that it began the work numbered `job`. */
export interface LogRecord {
  job: number
  timestampMs: number
  text?: string
}

/** A power of two, and a multiple of the head of a record: no head is cut in two where the ring begins anew. */
const ringBytes = 64 * 1024

export function createLogRing(): LogRing {
  return {
    counters: new Int32Array(new SharedArrayBuffer(8)),
    bytes: new Uint8Array(new SharedArrayBuffer(ringBytes)),
  }
}

/**
 * The worker's side. Its source text is what the worker gets, so it must not reach outside of itself: types only. `wakeReader` is called
 * when the ring is full. A record is a head of 16 bytes (length, job and kind, time), then text, filled up to 16 bytes.
 * Kinds: 0 text, 1 text that goes on in the next record, 2 the job begins.
 */
export function logWriter({ counters, bytes }: LogRing, wakeReader: () => void): (job: number, text?: string) => void {
  const head = new DataView(bytes.buffer)
  const capacity = bytes.length

  const waitForPlace = (needed: number) => {
    for (;;) {
      const taken = Atomics.load(counters, 1)
      if (capacity - ((Atomics.load(counters, 0) - taken) >>> 0) >= needed) return
      wakeReader()
      Atomics.wait(counters, 1, taken, 1000)
    }
  }

  const put = (job: number, kind: number, part: Uint8Array) => {
    const size = 16 + ((part.length + 15) & ~15)
    waitForPlace(size)
    const written = Atomics.load(counters, 0)
    const at = (written >>> 0) % capacity
    head.setUint32(at, part.length)
    head.setUint32(at + 4, job * 4 + kind)
    head.setFloat64(at + 8, Date.now())
    const start = (at + 16) % capacity
    const untilEnd = Math.min(part.length, capacity - start)
    bytes.set(part.subarray(0, untilEnd), start)
    bytes.set(part.subarray(untilEnd), 0)
    Atomics.store(counters, 0, (written + size) | 0)
  }

  const partBytes = capacity / 4
  const scratch = Buffer.allocUnsafeSlow(partBytes)

  return (job, text) => {
    if (text === undefined) return put(job, 2, scratch.subarray(0, 0))
    // A UTF-16 unit is at most three bytes of UTF-8.
    if (text.length * 3 <= partBytes) return put(job, 0, scratch.subarray(0, scratch.write(text)))
    const encoded = Buffer.from(text)
    let from = 0
    // All parts but the last say that more follows.
    for (; from + partBytes < encoded.length; from += partBytes) put(job, 1, encoded.subarray(from, from + partBytes))
    put(job, 0, encoded.subarray(from))
  }
}

/** The host's side: takes the records of the jobs up to `lastJob`. */
export function logReader({ counters, bytes }: LogRing): (lastJob: number, visit: (record: LogRecord) => void) => void {
  const head = new DataView(bytes.buffer)
  const capacity = bytes.length
  let parts: Buffer[] = []

  const textAt = (start: number, length: number): Buffer => {
    const text = Buffer.allocUnsafe(length)
    const untilEnd = Math.min(length, capacity - start)
    text.set(bytes.subarray(start, start + untilEnd))
    text.set(bytes.subarray(0, length - untilEnd), untilEnd)
    return text
  }

  return (lastJob, visit) => {
    let taken = Atomics.load(counters, 1)
    while (taken !== Atomics.load(counters, 0)) {
      const at = (taken >>> 0) % capacity
      const length = head.getUint32(at)
      const jobAndKind = head.getUint32(at + 4)
      const job = jobAndKind >>> 2
      const kind = jobAndKind & 3
      if (job > lastJob) return
      const timestampMs = head.getFloat64(at + 8)
      if (kind !== 2) parts.push(textAt((at + 16) % capacity, length))
      taken = (taken + 16 + ((length + 15) & ~15)) | 0
      Atomics.store(counters, 1, taken)
      Atomics.notify(counters, 1)
      if (kind === 2) visit({ job, timestampMs })
      if (kind !== 0) continue
      const [only] = parts
      const text = (parts.length === 1 && only ? only : Buffer.concat(parts)).toString()
      parts = []
      visit({ job, timestampMs, text })
    }
  }
}
