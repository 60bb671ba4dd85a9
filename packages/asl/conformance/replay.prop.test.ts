import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createExecution, type HistoryEvent, parseDefinition } from '../src/index.ts'
import { contextOf, type Played, play } from './play.ts'
import { definitions, LAMBDAS } from './random-definition.ts'
import { expectEveryCutToResume } from './replay-check.ts'

const context = contextOf({ input: '{ "given": [1, {"deep": null}] }' })

/** `pnpm prove` sets PROVE. */
const FULL_RUNS = process.env.PROVE ? 10_000 : undefined
const TIMEOUT_MS = FULL_RUNS ? 3_000_000 : 60_000

function runs(numRuns: number) {
  return {
    numRuns: FULL_RUNS ?? numRuns,
    ...(process.env.SEED === undefined ? {} : { seed: Number(process.env.SEED) }),
  }
}

async function playRandom(text: string): Promise<Played> {
  return play(parseDefinition(text, 'STANDARD'), context, { lambdas: LAMBDAS })
}

test(
  'every execution ends, and the last event says how',
  async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const { status, events } = await playRandom(JSON.stringify(definition))
        const ends = { SUCCEEDED: 'ExecutionSucceeded', FAILED: 'ExecutionFailed', TIMED_OUT: 'ExecutionTimedOut' }
        expect(events.at(-1)?.type).toBe(ends[status as keyof typeof ends])
      }),
      runs(100),
    )
  },
  TIMEOUT_MS,
)

test(
  'ids rise by one, links point back, and time never runs backwards',
  async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const { events } = await playRandom(JSON.stringify(definition))
        for (const [index, event] of events.entries()) {
          expect(event.id).toBe(index + 1)
          expect(event.previousEventId).toBeLessThan(event.id)
          expect(event.timestamp).toBeGreaterThanOrEqual(events[index - 1]?.timestamp ?? 0)
        }
      }),
      runs(100),
    )
  },
  TIMEOUT_MS,
)

test(
  'every state that is entered is left, unless the execution failed',
  async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const { status, events } = await playRandom(JSON.stringify(definition))
        const entered = events.filter(({ type }) => type.endsWith('StateEntered')).length
        const exited = events.filter(({ type }) => type.endsWith('StateExited')).length
        const cut = events.filter(isCut).length
        expect(exited).toBeLessThanOrEqual(entered)
        if (status === 'SUCCEEDED' && cut === 0) expect(exited).toBe(entered)
      }),
      runs(100),
    )
  },
  TIMEOUT_MS,
)

function isCut({ type }: HistoryEvent): boolean {
  return type.endsWith('Aborted') || type.endsWith('StateFailed') || type === 'MapIterationFailed'
}

test(
  'the same signals give the same history',
  async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const text = JSON.stringify(definition)
        const { turns } = await playRandom(text)
        const again = createExecution(parseDefinition(text, 'STANDARD'), context)
        for (const { signal, atMs, events } of turns) expect((await again.apply(signal, atMs)).events).toEqual(events)
      }),
      runs(30),
    )
  },
  TIMEOUT_MS,
)

test(
  'cut after any turn, an execution resumes from its history and goes on to the same end',
  async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const program = parseDefinition(JSON.stringify(definition), 'STANDARD')
        await expectEveryCutToResume(program, context, await play(program, context, { lambdas: LAMBDAS }))
      }),
      runs(30),
    )
  },
  TIMEOUT_MS,
)

test(
  'an execution that did not succeed can be redriven, and resumed from what it then records',
  async () => {
    await fc.assert(
      fc.asyncProperty(definitions, async (definition) => {
        const program = parseDefinition(JSON.stringify(definition), 'STANDARD')
        const signals = [{ atSeconds: 10_000, signal: { type: 'redrive' as const } }]
        const first = await play(program, context, { lambdas: LAMBDAS })
        fc.pre(first.status !== 'SUCCEEDED')
        const played = await play(program, context, { lambdas: LAMBDAS, signals })
        expect(played.events[first.events.length]?.type).toBe('ExecutionRedriven')
        await expectEveryCutToResume(program, context, played)
      }),
      runs(30),
    )
  },
  TIMEOUT_MS,
)
