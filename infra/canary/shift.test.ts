import { expect, test } from 'vitest'
import type { Alias } from './alias.ts'
import type { Tally } from './compare.ts'
import { type ShiftContext, type ShiftOptions, shift } from './shift.ts'

const OPTIONS: ShiftOptions = { from: '1', to: '2', steps: [10, 50], windowMs: 300, holdMs: 1000, pollMs: 100 }

interface Scenario {
  steps?: number[]
  /** What versions answered; 100 requests without a reason where left out. */
  tally?: (version: string, nowMs: number) => Partial<Tally>
  alarms?: (nowMs: number) => string[]
  /** Something that happens at a time. */
  happens?: (nowMs: number, route: Alias['route']) => unknown
  signal?: AbortSignal
}

/** Runs a shift against an alias in memory, on a clock that takes no time. */
async function run(scenario: Scenario = {}) {
  const { steps = OPTIONS.steps, tally = () => ({}), alarms = () => [], happens = () => undefined, signal } = scenario
  let nowMs = 0
  const routes: Record<string, number>[] = [{ 1: 100 }]
  const alias: Alias = {
    routing: async () => routes.at(-1) ?? {},
    route: async (routing) => void routes.push(routing),
    newest: async () => '2',
    tally: async (version) => ({ requests: 100, reasons: {}, ...tally(version, nowMs) }),
  }
  const context: ShiftContext = {
    alias,
    alarms: async () => alarms(nowMs),
    clock: {
      now: () => nowMs,
      sleep: async (ms) => {
        nowMs += ms
        await happens(nowMs, alias.route)
      },
    },
    report: () => undefined,
    ...(signal && { signal }),
  }
  const result = await shift({ ...OPTIONS, steps }, context).catch((error: Error) => error.message)
  return { result, routes: routes.slice(1), nowMs }
}

const SPLIT = { 1: 90, 2: 10 }
const RESTORED = { 1: 100 }

test('a sound version gets each step for its window, and then everything', async () => {
  expect(await run()).toEqual({ result: { done: true }, routes: [SPLIT, { 1: 50, 2: 50 }, { 2: 100 }], nowMs: 600 })
})

test('without steps it gets everything at once', async () => {
  expect(await run({ steps: [] })).toEqual({ result: { done: true }, routes: [{ 2: 100 }], nowMs: 0 })
})

test('an alarm in the middle of a window leads back to the old version', async () => {
  const { result, routes, nowMs } = await run({ alarms: (at) => (at >= 200 ? ['prod-check-email-errors'] : []) })
  expect(result).toEqual({ done: false, why: 'prod-check-email-errors fires.' })
  expect([routes, nowMs]).toEqual([[SPLIT, RESTORED], 200])
})

test('a reason that becomes more frequent leads back before the window ends', async () => {
  const refuses = (version: string, at: number) => ({
    reasons: { NAME_INVALID: version === '2' && at >= 500 ? 90 : 3 },
  })
  const { result, routes, nowMs } = await run({ tally: refuses })
  expect(result).toMatchObject({ done: false, why: expect.stringContaining('NAME_INVALID in 90.0 %') })
  expect([routes, nowMs]).toEqual([[SPLIT, { 1: 50, 2: 50 }, RESTORED], 500])
})

test('with fewer than 50 requests of a version a step holds, goes on when they have come, and ends when they do not', async () => {
  const slowly = (version: string, at: number) => ({ requests: version === '2' && at < 700 ? 49 : 50 })
  expect(await run({ tally: slowly })).toMatchObject({ result: { done: true }, nowMs: 1000 })
  const never = await run({ tally: (version) => ({ requests: version === '2' ? 49 : 5000 }) })
  expect(never.result).toEqual({
    done: false,
    why: 'Too few requests in 1 s: 49 of the new version, 5000 of the old one, expected 50 of each.',
  })
  expect(never.routes).toEqual([SPLIT, RESTORED])
})

test('an alias that somebody else moves meanwhile stays where they put it', async () => {
  const { result, routes } = await run({ happens: (at, route) => at === 200 && route({ 7: 100 }) })
  expect(result).toContain('Somebody else moved the alias')
  expect(routes).toEqual([SPLIT, { 7: 100 }])
})

test('a canary that cannot see any more, or is interrupted, leads back to the old version', async () => {
  const blind = await run({
    alarms: () => {
      throw new Error('AccessDenied')
    },
  })
  expect([blind.result, blind.routes]).toEqual(['AccessDenied', [SPLIT, RESTORED]])
  const interrupted = await run({ signal: AbortSignal.abort() })
  expect(interrupted).toMatchObject({ result: { done: false, why: 'It was interrupted.' }, routes: [SPLIT, RESTORED] })
})
