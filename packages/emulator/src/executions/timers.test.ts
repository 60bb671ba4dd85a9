import { expect, test } from 'vitest'
import { type Clock, createTimers } from './timers.ts'

/** A clock that stands until it is moved. `sleep` moves it as a suspended machine does: the alarm does not count meanwhile. */
function fakeClock() {
  let nowMs = 0
  const alarms = new Set<{ dueMs: number; callback: () => void }>()
  const clock: Clock = {
    now: () => nowMs,
    after(delayMs, callback) {
      const alarm = { dueMs: nowMs + delayMs, callback }
      alarms.add(alarm)
      return () => alarms.delete(alarm)
    },
  }
  return {
    clock,
    alarms,
    advance(ms: number) {
      const end = nowMs + ms
      for (;;) {
        const [next] = [...alarms].filter(({ dueMs }) => dueMs <= end).sort((a, b) => a.dueMs - b.dueMs)
        if (next === undefined) break
        alarms.delete(next)
        nowMs = next.dueMs
        next.callback()
      }
      nowMs = end
    },
    sleep(ms: number) {
      nowMs += ms
      for (const alarm of alarms) alarm.dueMs += ms
    },
  }
}

test('timers ring in the order of their due times, whatever the order in which they were set', () => {
  const { clock, advance } = fakeClock()
  const timers = createTimers(clock)
  const rung: number[] = []
  const dues = Array.from({ length: 500 }, (_, at) => (at * 7919) % 1009)
  for (const dueMs of dues) timers.set(dueMs, () => rung.push(dueMs))
  advance(2000)
  expect(rung).toEqual([...dues].sort((a, b) => a - b))
})

test('a timer rings once, not before it is due, and at once if it is past', () => {
  const { clock, advance } = fakeClock()
  advance(100)
  const timers = createTimers(clock)
  const rung: string[] = []
  timers.set(50, () => rung.push('past'))
  timers.set(200, () => rung.push('later'))
  advance(0)
  expect(rung).toEqual(['past'])
  advance(99)
  expect(rung).toEqual(['past'])
  advance(1)
  expect(rung).toEqual(['past', 'later'])
})

test('a timer that was taken back does not ring, and many of them leave nothing behind', () => {
  const { clock, advance, alarms } = fakeClock()
  const timers = createTimers(clock)
  const rung: number[] = []
  const takeBacks = Array.from({ length: 1000 }, (_, at) => timers.set(at, () => rung.push(at)))
  takeBacks.forEach((takeBack, at) => {
    if (at % 10 !== 0) takeBack()
  })
  takeBacks[1]?.()
  advance(2000)
  expect(rung).toEqual(Array.from({ length: 100 }, (_, at) => at * 10))
  expect(alarms.size).toBe(0)
})

test('a wait of a year is waited, and no alarm is longer than a minute', () => {
  const { clock, advance, alarms } = fakeClock()
  const timers = createTimers(clock)
  const yearMs = 365 * 24 * 60 * 60 * 1000
  let rung = false
  timers.set(yearMs, () => {
    rung = true
  })
  expect([...alarms].map(({ dueMs }) => dueMs)).toEqual([60_000])
  advance(yearMs - 1)
  expect(rung).toBe(false)
  advance(1)
  expect(rung).toBe(true)
})

test('the time that a machine slept counts', () => {
  const { clock, advance, sleep } = fakeClock()
  const timers = createTimers(clock)
  let rung = false
  timers.set(3_600_000, () => {
    rung = true
  })
  sleep(3_600_000)
  advance(60_000)
  expect(rung).toBe(true)
})

test('a timer may set and take back others while it rings', () => {
  const { clock, advance } = fakeClock()
  const timers = createTimers(clock)
  const rung: string[] = []
  const second = timers.set(10, () => rung.push('taken back'))
  timers.set(5, () => {
    second()
    timers.set(5, () => rung.push('at once'))
    timers.set(20, () => rung.push('then'))
  })
  advance(30)
  expect(rung).toEqual(['at once', 'then'])
})
