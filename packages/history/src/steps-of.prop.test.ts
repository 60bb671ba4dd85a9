import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as histories from '../fixtures/histories.ts'
import type { HistoryEvent } from './history-event.ts'
import { stepsOf } from './steps-of.ts'

const recorded = [
  histories.enrolled(),
  histories.failedInOneBranch(),
  histories.caughtTransaction(),
  histories.failedIteration(),
  histories.redriven(),
]
/** What a live execution shows: any beginning of a history. */
const anyBeginning = fc
  .constantFrom(...recorded)
  .chain((events) => fc.nat({ max: events.length }).map((length) => events.slice(0, length)))
const END = /^Execution(Succeeded|Failed|Aborted|TimedOut)$/

test('reads any beginning of a history, and finds a step for every event in it', () => {
  fc.assert(
    fc.property(anyBeginning, (events) => {
      const { all, ofEvent } = stepsOf(events)
      const entered = events.filter(({ type }) => type.endsWith('StateEntered'))
      expect(all.map(({ id }) => id)).toEqual(entered.map(({ id }) => id))
      for (const { id, type } of events) if (!type.startsWith('Execution')) expect(ofEvent.has(id)).toBe(true)
    }),
  )
})

test('leaves nothing running once an execution has ended, and fails only what has an error', () => {
  fc.assert(
    fc.property(anyBeginning, (events) => {
      const { all } = stepsOf(events)
      if (END.test(events.at(-1)?.type ?? '')) expect(all.filter(({ status }) => status === 'running')).toEqual([])
      const failed = all.filter(({ status, groups }) => status === 'failed' && groups.length === 0)
      for (const { error, type } of failed) if (type === 'Task') expect(error).toBeDefined()
    }),
  )
})

test('leaves the events as they are, and reads the same twice', () => {
  fc.assert(
    fc.property(anyBeginning, (events) => {
      const before = structuredClone(events) as HistoryEvent[]
      const outline = () => stepsOf(events).all.map(({ id, status, attempts }) => [id, status, attempts.length])
      expect(outline()).toEqual(outline())
      expect(events).toEqual(before)
    }),
  )
})
