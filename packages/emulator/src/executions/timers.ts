/** The wall clock and its alarm. Tests pass their own. */
export interface Clock {
  now(): number
  /** Calls back after `delayMs`, unless the returned function was called before. */
  after(delayMs: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, callback) {
    const timeout = setTimeout(callback, delayMs)
    return () => clearTimeout(timeout)
  },
}

export interface Timers {
  /** Calls back at `dueMs` (epoch), at once if that is past. Returns what takes the timer back. */
  set(dueMs: number, callback: () => void): () => void
  /** Takes all timers back. */
  close(): void
}

/**
 * The alarm is looked at this often at least: it counts running time, and a laptop that slept must not wait a second time. It also
 * keeps every delay far below the 24.8 days that setTimeout can count.
 */
const LONGEST_DELAY_MS = 60_000

interface Timer {
  dueMs: number
  callback: (() => void) | undefined
}

/** A binary heap by due time behind one alarm. A timer that was taken back stays in the heap until it is due or the heap is half dead. */
export function createTimers(clock: Clock): Timers {
  let heap: Timer[] = []
  let dead = 0
  let cancelAlarm: (() => void) | undefined
  let alarmMs = Number.POSITIVE_INFINITY

  function arm(): void {
    const next = heap[0]?.dueMs ?? Number.POSITIVE_INFINITY
    if (cancelAlarm !== undefined && alarmMs <= next) return
    cancelAlarm?.()
    cancelAlarm = undefined
    if (next === Number.POSITIVE_INFINITY) return
    const now = clock.now()
    alarmMs = Math.min(Math.max(next, now), now + LONGEST_DELAY_MS)
    cancelAlarm = clock.after(alarmMs - now, ring)
  }

  function ring(): void {
    cancelAlarm = undefined
    const now = clock.now()
    for (let next = heap[0]; next !== undefined && next.dueMs <= now; next = heap[0]) {
      removeFirst(heap)
      const { callback } = next
      next.callback = undefined
      if (callback === undefined) dead--
      else callback()
    }
    arm()
  }

  function takeBack(timer: Timer): void {
    if (timer.callback === undefined) return
    timer.callback = undefined
    dead++
    if (dead <= 64 || dead * 2 <= heap.length) return
    heap = heap.filter(({ callback }) => callback !== undefined).sort((a, b) => a.dueMs - b.dueMs)
    dead = 0
  }

  return {
    set(dueMs, callback) {
      const timer: Timer = { dueMs, callback }
      add(heap, timer)
      if (heap[0] === timer) arm()
      return () => takeBack(timer)
    },
    close() {
      cancelAlarm?.()
      cancelAlarm = undefined
      heap = []
      dead = 0
    },
  }
}

function add(heap: Timer[], timer: Timer): void {
  let at = heap.push(timer) - 1
  while (at > 0) {
    const parentAt = (at - 1) >> 1
    const parent = heap[parentAt]
    if (parent === undefined || parent.dueMs <= timer.dueMs) break
    heap[at] = parent
    at = parentAt
  }
  heap[at] = timer
}

function removeFirst(heap: Timer[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    const left = heap[2 * at + 1]
    const right = heap[2 * at + 2]
    const childAt = right !== undefined && left !== undefined && right.dueMs < left.dueMs ? 2 * at + 2 : 2 * at + 1
    const child = heap[childAt]
    if (child === undefined || child.dueMs >= last.dueMs) break
    heap[at] = child
    at = childAt
  }
  heap[at] = last
}
