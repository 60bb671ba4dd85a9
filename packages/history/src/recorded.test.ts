import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HistoryEvent } from './history-event.ts'
import { stepsOf } from './steps-of.ts'

// The interpreter's own cases are the histories as AWS records them, to the last link.
const CASES = join(import.meta.dirname, '../../asl/conformance')

function recorded(name: string): HistoryEvent[] {
  const { expected } = JSON.parse(readFileSync(join(CASES, name), 'utf8'))
  return (expected.events ?? []).map((event: HistoryEvent) => ({ ...event, timestamp: event.id * 10 }))
}

/** State and status of every step, in the order in which they were entered. */
function outline(events: readonly HistoryEvent[]): string[] {
  return stepsOf(events).all.map(({ state, status }) => `${state} ${status}`)
}

describe('every recorded case', () => {
  const cases = globSync('*/*.json', { cwd: CASES }).filter((name) => recorded(name).length > 0)

  test('there are some', () => expect(cases.length).toBeGreaterThan(50))

  test.each(cases)('%s leaves nothing running at its end, wherever it is cut off', (name) => {
    const events = recorded(name)
    for (const [index] of events.entries()) {
      const beginning = events.slice(0, index + 1)
      const { all, ofEvent } = stepsOf(beginning)
      for (const { id, type } of beginning) if (!type.startsWith('Execution')) expect(ofEvent.has(id)).toBe(true)
      if (!/^Execution(Succeeded|Failed|Aborted|TimedOut)$/.test(events[index]?.type ?? '')) continue
      expect(all.filter(({ status }) => status === 'running')).toEqual([])
    }
  })
})

describe('a redrive', () => {
  const parallel = recorded('redrive/parallel.json')

  test('before it, only what failed has failed: what ran beside it was aborted', () => {
    expect(outline(parallel.slice(0, 17))).toEqual(['P failed', 'Ok succeeded', 'Bad failed', 'Cut aborted'])
  })

  test('after it, what is open is running', () => {
    expect(outline(parallel.slice(0, 20))).toEqual([
      'P running',
      'Ok succeeded',
      'Bad running',
      'Cut aborted',
      'Cut running',
    ])
  })

  test('at its end all has succeeded that was resumed', () => {
    expect(outline(parallel)).toEqual(['P succeeded', 'Ok succeeded', 'Bad succeeded', 'Cut aborted', 'Cut succeeded'])
  })

  test('schedules the failed task again as a further attempt of the same step', () => {
    const task = recorded('redrive/task.json')
    expect(outline(task.slice(0, 10))).toEqual(['A succeeded', 'T running'])
    expect(stepsOf(task).all.map(({ state, attempts }) => [state, attempts.length])).toEqual([
      ['A', 0],
      ['T', 2],
    ])
  })

  test('resumes an iteration, and begins those that had not begun', () => {
    const map = recorded('redrive/map.json')
    expect(outline(map.slice(0, 19))).toEqual(['M failed', 'T succeeded', 'T failed'])
    expect(outline(map.slice(0, 21))).toEqual(['M running', 'T succeeded', 'T running'])
    expect(outline(map)).toEqual(['M succeeded', 'T succeeded', 'T succeeded', 'T succeeded'])
  })
})

describe('what another state aborts', () => {
  test('is aborted, also inside a Parallel that is aborted itself', () => {
    expect(outline(recorded('parallel/nested-cut.json'))).toEqual([
      'P caught',
      'Inner aborted',
      'W2 succeeded',
      'W1 aborted',
      'T1 aborted',
      'F failed',
      'C succeeded',
    ])
  })

  test('is aborted beside the task that failed', () => {
    expect(outline(recorded('parallel/failing-task-stops-the-others.json'))).toEqual([
      'P failed',
      'Stuck aborted',
      'Long aborted',
      'Boom failed',
      'Done succeeded',
    ])
  })

  test('is aborted when the execution is stopped', () => {
    expect(outline(recorded('execution/stopped.json'))).toEqual(['P aborted', 'T aborted', 'W aborted'])
  })
})
