import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type HistoryEvent, parseDefinition } from '../src/index.ts'
import { type Case, contextOf, play } from './play.ts'
import { expectEveryCutToResume } from './replay-check.ts'

interface CaseFile extends Omit<Case, 'definition'> {
  /** What the case is about, and where its rule comes from. */
  comment: string
  definition: unknown
  expected: {
    status: string
    output?: string
    error?: string
    cause?: string
    events: Omit<HistoryEvent, 'timestamp'>[]
  }
}

const cases = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.json'))
  .sort()

test.each(cases)('%s', async (file) => {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8')
  const { definition, expected, ...world }: CaseFile = JSON.parse(text)
  const program = parseDefinition(JSON.stringify(definition), 'STANDARD')
  const context = contextOf(world)
  const played = await play(program, context, world)
  const { status, output, error, cause } = played
  const events = played.events.map(({ timestamp: _, ...event }) => event)
  expect({ status, output, error, cause, events }).toEqual({ output: undefined, ...expected })
  await expectEveryCutToResume(program, context, played)
})
