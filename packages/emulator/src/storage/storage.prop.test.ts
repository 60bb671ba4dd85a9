import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage, type Storage } from './storage.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'storage-'))
  path = join(directory, 'step-functions.db')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

type Step =
  | { kind: 'append'; stream: number; note: string; body: string }
  | { kind: 'drop'; stream: number }
  | { kind: 'reopen' }

const stream = fc.integer({ min: 1, max: 6 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('append' as const),
      stream,
      note: fc.string(),
      body: fc.string({ unit: 'binary', maxLength: 60 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('drop' as const), stream }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
)

interface Model {
  bodies: string[]
  notes: string[]
}

const wellFormed = (text: string) => Buffer.from(text).toString()

test('holds exactly what was appended and not dropped, over any number of restarts', { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, sync) => {
      rmSync(path, { force: true })
      // Executions are named by role in the steps; a dropped one's number is not used again.
      const numbers = new Map<number, number>()
      const model = new Map<number, Model>()
      let next = 1
      let storage = openStorage({ path, sync })
      const check = () => {
        const executions = [...model].map(([execution, { notes }]) => ({ execution, notes }))
        expect(storage.executions()).toEqual(executions.sort((a, b) => a.execution - b.execution))
        for (const [number, { bodies }] of model) expect(storage.read(number)).toEqual(bodies)
      }
      for (const taken of steps) {
        if (taken.kind === 'reopen') {
          await storage.close()
          storage = openStorage({ path, sync })
          check()
          numbers.clear()
          continue
        }
        const number = numbers.get(taken.stream)
        if (taken.kind === 'drop') {
          if (number === undefined) continue
          numbers.delete(taken.stream)
          model.delete(number)
          await storage.drop([number])
          continue
        }
        const target = number ?? next++
        numbers.set(taken.stream, target)
        const kept = model.get(target) ?? { bodies: [], notes: [] }
        model.set(target, kept)
        // The first entry of an execution has a note.
        const note = wellFormed(kept.bodies.length === 0 ? `start ${taken.note}` : taken.note)
        const body = wellFormed(taken.body)
        await storage.append({ execution: target, first: kept.bodies.length + 1, note, body })
        kept.bodies.push(body)
        if (note !== '') kept.notes.push(note)
      }
      check()
      await storage.close()
    }),
    { numRuns: 100 },
  )
})

const EXECUTIONS = 12

/** Everything that the storage can be asked for, after each transaction. */
async function fill(storage: Storage): Promise<unknown[]> {
  const states: unknown[] = []
  for (let execution = 1; execution <= EXECUTIONS; execution++) {
    const note = JSON.stringify({ start: execution })
    const more = Array.from({ length: execution % 4 }, (_, at) => ({
      execution,
      first: 5 * at + 6,
      note: '',
      body: `[${'"x",'.repeat(100 * at)}1]`,
    }))
    const body = `["${execution}"]`
    await Promise.all([{ execution, first: 1, note, body }, ...more].map((entry) => storage.append(entry)))
    states.push(all(storage))
    await storage.put('list', `[${execution}]`)
    states.push(all(storage))
  }
  await storage.drop([3])
  states.push(all(storage))
  return states
}

function all(storage: Storage): unknown {
  const executions = storage.executions()
  return { executions, bodies: executions.map(({ execution }) => storage.read(execution)), rest: storage.documents() }
}

/** What is read of a damaged file: all of it, or that it is damaged. Anything else is thrown. */
async function readAll(): Promise<unknown> {
  let storage: Storage | undefined
  try {
    storage = openStorage({ path, sync: false })
    return all(storage)
  } catch (error) {
    if (error instanceof Error && /^step-functions\.db in the data directory is damaged/.test(error.message))
      return 'damaged'
    throw error
  } finally {
    await storage?.close()
  }
}

const bit = fc.integer({ min: 0, max: 7 })

function flip(bytes: Buffer, at: number, bit: number): Buffer {
  const flipped = Buffer.from(bytes)
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << bit), at)
  return flipped
}

test('with one flipped bit, the database is refused or reads as it was written', { timeout: 120_000 }, async () => {
  const storage = openStorage({ path, sync: false })
  const expected = (await fill(storage)).at(-1)
  await storage.close()
  const whole = readFileSync(path)
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), bit, async (at, bit) => {
      writeFileSync(path, flip(whole, at, bit))
      expect(['damaged', expected]).toContainEqual(await readAll())
    }),
    { numRuns: 1_000 },
  )
})

test('with one flipped bit, the log of a killed process costs the last transaction at most, or is refused and left as it is', {
  timeout: 120_000,
}, async () => {
  const storage = openStorage({ path, sync: false })
  const states = await fill(storage)
  const [database, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
  await storage.close()
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: log.length - 1 }), bit, async (at, bit) => {
      const damaged = flip(log, at, bit)
      writeFileSync(path, database)
      writeFileSync(`${path}-wal`, damaged)
      const found = await readAll()
      expect(['damaged', ...states.slice(-2)]).toContainEqual(found)
      if (found !== 'damaged') return
      expect(readFileSync(path)).toEqual(database)
      expect(readFileSync(`${path}-wal`)).toEqual(damaged)
    }),
    { numRuns: 500 },
  )
})
