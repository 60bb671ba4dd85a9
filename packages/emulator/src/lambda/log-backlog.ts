/**
 * How many characters of an environment's log are on their way to the host, in one shared number: a function that logs faster than its
 * log is read waits, as it does at a full pipe. Otherwise its messages would fill the memory of the whole emulator.
 */
export type LogBacklog = Int32Array<SharedArrayBuffer>

const maxChars = 64 * 1024

export function createLogBacklog(): LogBacklog {
  return new Int32Array(new SharedArrayBuffer(4))
}

/** In the worker, before a text is sent. Returns once there is room; a text of any length fits where nothing else is on its way. */
export function waitForRoom(backlog: LogBacklog, chars: number): void {
  for (;;) {
    const pending = Atomics.load(backlog, 0)
    if (pending === 0 || pending + chars <= maxChars) break
    Atomics.wait(backlog, 0, pending)
  }
  Atomics.add(backlog, 0, chars)
}

/** In the host, when a text has arrived. */
export function makeRoom(backlog: LogBacklog, chars: number): void {
  Atomics.sub(backlog, 0, chars)
  Atomics.notify(backlog, 0)
}
