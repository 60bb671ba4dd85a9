import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openJournal } from './file-journal.ts'

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

test('holds exactly what was appended and not dropped, over any number of restarts and moves', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.boolean(), async (steps, sync) => {
      const directory = mkdtempSync(join(tmpdir(), 'journal-'))
      try {
        // Streams are named by role in the steps; a dropped one's number is never used again.
        const numbers = new Map<number, number>()
        const model = new Map<number, Model>()
        let { journal, nextStream } = openJournal(directory, { sync, segmentBytes: 300 })
        const check = (streams: readonly { stream: number; notes: readonly string[] }[]) => {
          expect(streams.map((kept) => kept.stream)).toEqual([...model.keys()].sort((a, b) => a - b))
          for (const kept of streams) expect(kept.notes).toEqual(model.get(kept.stream)?.notes)
        }
        for (const next of steps) {
          if (next.kind === 'reopen') {
            await journal.close()
            const opened = openJournal(directory, { sync, segmentBytes: 300 })
            check(opened.streams)
            journal = opened.journal
            expect(opened.nextStream).toBeGreaterThanOrEqual(Math.max(0, ...model.keys()) + 1)
            nextStream = opened.nextStream
            numbers.clear()
            continue
          }
          const number = numbers.get(next.stream)
          if (next.kind === 'drop') {
            if (number === undefined) continue
            numbers.delete(next.stream)
            model.delete(number)
            await journal.drop([number])
            continue
          }
          const target = number ?? nextStream++
          numbers.set(next.stream, target)
          const entry = model.get(target) ?? { bodies: [], notes: [] }
          model.set(target, entry)
          const [note, body] = [wellFormed(next.note), wellFormed(next.body)]
          await journal.append({ stream: target, first: entry.bodies.length + 1, note, body })
          entry.bodies.push(body)
          if (note !== '') entry.notes.push(note)
        }
        for (const [number, { bodies }] of model) expect(journal.read(number)).toEqual(bodies)
        await journal.close()
      } finally {
        rmSync(directory, { recursive: true, force: true })
      }
    }),
    { numRuns: 100 },
  )
})

test('cut at any byte, keeps every record that is whole and none that is not', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'))
  try {
    const { journal } = openJournal(directory, { sync: false })
    const ends: number[] = []
    const file = join(directory, readdirSync(directory)[0] ?? '')
    for (let first = 1; first <= 20; first++) {
      await journal.append({ stream: 1, first, note: '', body: 'x'.repeat(first * 3) })
      ends.push(readFileSync(file).length)
    }
    await journal.close()
    const whole = readFileSync(file)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length }), async (length) => {
        writeFileSync(file, whole.subarray(0, length))
        const torn = openJournal(directory, { sync: false })
        expect(torn.journal.read(1)).toHaveLength(ends.filter((end) => end <= length).length)
        await torn.journal.close()
      }),
    )
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})

test('one damaged byte costs the last record at most: before it, the journal is refused and left as it is', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'journal-'))
  try {
    const { journal } = openJournal(directory, { sync: false })
    const file = join(directory, readdirSync(directory)[0] ?? '')
    let last = 0
    for (let first = 1; first <= 20; first++) {
      last = readFileSync(file).length
      await journal.append({
        stream: 1,
        first,
        note: first % 3 ? '' : `{"n":${first}}`,
        body: `[${'"x",'.repeat(first)}1]`,
      })
    }
    await journal.close()
    const whole = readFileSync(file)
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: whole.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, change) => {
          const damaged = Buffer.from(whole)
          damaged.writeUInt8(damaged.readUInt8(at) ^ change, at)
          writeFileSync(file, damaged)
          if (at < last) {
            expect(() => openJournal(directory, { sync: false })).toThrow(/The journal is damaged at byte/)
            expect(readFileSync(file)).toEqual(damaged)
            return
          }
          const { journal } = openJournal(directory, { sync: false })
          expect(journal.read(1)).toHaveLength(19)
          await journal.close()
        },
      ),
      { numRuns: 300 },
    )
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
