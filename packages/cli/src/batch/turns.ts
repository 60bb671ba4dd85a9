import type { RowOutcome } from './row-outcome.ts'

/** How many more a course takes. */
export interface Room {
  seats: number
  /** Places in line. */
  waitlist: number
}

interface Line {
  /** Resolves once the row before has started. */
  gate: Promise<void>
  room?: Room
  running: number
  /** Resolves when one of those that run ends. */
  change: PromiseWithResolvers<void>
}

export interface Turns {
  /**
   * Runs a row of a course when it is its turn, and once `prepared` has resolved. `run` calls `release` if it turns out
   * that it takes nothing.
   */
  take(
    course: string,
    prepared: Promise<unknown>,
    run: (release: () => void) => Promise<RowOutcome>,
  ): Promise<RowOutcome>
}

/**
 * Gives seats and places in line in the order of the file: rows run side by side while there is a seat for each of them,
 * and one by one where the next may get the last. `readRoom` is called once for a course.
 */
export function createTurns(readRoom: (course: string) => Promise<Room>): Turns {
  const lines = new Map<string, Line>()

  return {
    async take(course, prepared, run) {
      const line = lines.get(course) ?? { gate: Promise.resolve(), running: 0, change: Promise.withResolvers() }
      lines.set(course, line)
      // Awaited below, perhaps only after it was rejected.
      prepared.catch(() => undefined)
      const before = line.gate
      const started = Promise.withResolvers<void>()
      line.gate = started.promise
      try {
        await before
        await prepared
        line.room ??= await readRoom(course)
        while (!mayStart(line, line.room)) await line.change.promise
        line.running += 1
      } finally {
        started.resolve()
      }
      let isRunning = true
      const release = () => {
        if (!isRunning) return
        isRunning = false
        line.running -= 1
        line.change.resolve()
        line.change = Promise.withResolvers()
      }
      try {
        const outcome = await run(release)
        if (isRunning) take(line.room, outcome)
        return outcome
      } finally {
        release()
      }
    },
  }
}

function mayStart({ running }: Line, { seats, waitlist }: Room): boolean {
  if (running === 0 || running < seats) return true
  // Where nothing is left, the order does not matter. Those who wait do so in the order in which they came.
  return seats <= 0 && waitlist <= 0
}

function take(room: Room, { answer }: RowOutcome): void {
  if (answer === 'ENROLLED' || answer === 'AWAITING_PAYMENT') room.seats -= 1
  // Nobody overtakes those who wait: no seat is left then, whatever was read.
  if (answer === 'WAITLISTED') Object.assign(room, { seats: 0, waitlist: room.waitlist - 1 })
}
