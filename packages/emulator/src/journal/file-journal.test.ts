import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openJournal } from './file-journal.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'journal-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const open = (segmentBytes?: number) => openJournal(directory, { sync: false, ...(segmentBytes && { segmentBytes }) })
const files = (ending: string) =>
  readdirSync(directory)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(directory, name))
const newest = () => files('.log').at(-1) ?? ''
const entry = (stream: number, first: number, body = `body ${stream}.${first}`, note = '') => ({
  stream,
  first,
  note,
  body,
})

test('finds after a restart what was acknowledged, with its notes in order', async () => {
  const { journal, nextStream } = open()
  expect(nextStream).toBe(1)
  await Promise.all([
    journal.append(entry(1, 1, 'a', '{"start":1}')),
    journal.append(entry(2, 1, 'x')),
    journal.append(entry(1, 4, 'b')),
    journal.append(entry(1, 6, 'c', '{"end":1}')),
  ])
  expect(journal.read(1)).toEqual(['a', 'b', 'c'])
  await journal.close()

  const again = open()
  expect(again.nextStream).toBe(3)
  expect(again.streams).toEqual([
    { stream: 1, notes: ['{"start":1}', '{"end":1}'] },
    { stream: 2, notes: [] },
  ])
  expect(again.journal.read(1)).toEqual(['a', 'b', 'c'])
  await again.journal.close()
})

test('reads only the entries that hold the events asked for', async () => {
  const { journal } = open()
  for (const first of [1, 3, 7, 9]) await journal.append(entry(5, first))
  expect(journal.read(5, 3, 7)).toEqual(['body 5.3', 'body 5.7'])
  expect(journal.read(5, 4, 6)).toEqual(['body 5.3'])
  expect(journal.read(5, 8)).toEqual(['body 5.7', 'body 5.9'])
  expect(journal.read(5, 1, 1)).toEqual(['body 5.1'])
  expect(journal.read(6)).toEqual([])
  await journal.close()
})

test('keeps text of every kind as it is', async () => {
  const { journal } = open()
  const text = 'Zoë \u0000 שלום 🎓 "\\'
  await journal.append(entry(1, 1, text, text))
  await journal.close()
  const again = open()
  expect(again.journal.read(1)).toEqual([text])
  expect(again.streams[0]?.notes).toEqual([text])
  await again.journal.close()
})

test('cuts a torn last record off at every length, and goes on behind it', async () => {
  const { journal } = open()
  await journal.append(entry(1, 1))
  const whole = statSync(newest()).size
  await journal.append(entry(1, 2))
  await journal.close()
  const bytes = readFileSync(newest())
  for (let length = whole; length < bytes.length; length++) {
    writeFileSync(newest(), bytes.subarray(0, length))
    const torn = open()
    expect(torn.journal.read(1)).toEqual(['body 1.1'])
    await torn.journal.append(entry(1, 2, 'anew'))
    await torn.journal.close()
    const healed = open()
    expect(healed.journal.read(1)).toEqual(['body 1.1', 'anew'])
    await healed.journal.close()
  }
})

test('cuts off a last record whose bytes never reached the disk', async () => {
  const { journal } = open()
  await journal.append(entry(1, 1))
  await journal.close()
  appendFileSync(newest(), Buffer.alloc(300))
  const again = open()
  expect(again.journal.read(1)).toEqual(['body 1.1'])
  await again.journal.close()
})

test('refuses a journal that is damaged in the middle instead of forgetting what follows', async () => {
  const { journal } = open()
  await journal.append(entry(1, 1))
  await journal.append(entry(1, 2))
  await journal.close()
  const bytes = readFileSync(newest())
  bytes.writeUInt8(bytes.readUInt8(25) ^ 1, 25)
  writeFileSync(newest(), bytes)
  expect(open).toThrow(/damaged at byte 0 of .*Restore the data directory/)
})

test('refuses a record whose length is damaged instead of forgetting what follows', async () => {
  const { journal } = open()
  for (let first = 1; first <= 20; first++) await journal.append(entry(1, first))
  await journal.close()
  const bytes = readFileSync(newest())
  for (const [at, value] of [0, 1, 2, 3].flatMap((at) => [0, 1, 0x7f, 0xff].map((value) => [at, value] as const))) {
    if (bytes[at] === value) continue
    const damaged = Buffer.from(bytes)
    damaged.writeUInt8(value, at)
    writeFileSync(newest(), damaged)
    expect(open).toThrow(/damaged at byte 0 of .*Restore the data directory/)
    expect(readFileSync(newest())).toEqual(damaged)
  }
})

test('cuts off a torn record that is full of what looks like the head of a record, unless it cannot look at it all', async () => {
  const { journal } = open()
  await journal.append(entry(1, 1))
  const whole = statSync(newest()).size
  const lookalike = Buffer.alloc(21)
  lookalike.writeUInt32LE(500, 0)
  lookalike.writeUInt8(1, 8)
  await journal.append(entry(1, 2, lookalike.toString('latin1').repeat(500)))
  await journal.close()
  truncateSync(newest(), statSync(newest()).size - 1)
  const again = open()
  expect(again.journal.read(1)).toEqual(['body 1.1'])
  await again.journal.close()
  expect(statSync(newest()).size).toBe(whole)

  lookalike.writeUInt32LE(0x700000, 0)
  appendFileSync(newest(), Buffer.alloc(8_400_000, lookalike))
  expect(open).toThrow(/damaged/)
})

test('refuses a torn record in a file that is not the last one', async () => {
  const { journal } = open(64)
  await journal.append(entry(1, 1, 'x'.repeat(100)))
  await journal.append(entry(1, 2))
  await journal.close()
  const [first = ''] = files('.log')
  truncateSync(first, 50)
  expect(open).toThrow(/damaged/)
})

test('frees the space of dropped streams and loses no other', async () => {
  const { journal } = open(2_000)
  for (let stream = 1; stream <= 60; stream++) {
    await journal.append(entry(stream, 1, 'x'.repeat(200), `{"start":${stream}}`))
    await journal.append(entry(stream, 2, `end of ${stream}`))
  }
  const before = files('.log').length
  const dropped = Array.from({ length: 50 }, (_, at) => at + 1).filter((stream) => stream % 7 !== 0)
  await journal.drop(dropped)
  expect(files('.log').length).toBeLessThan(before / 2)
  expect(files('.index').length).toBeLessThan(before / 2)
  const kept = Array.from({ length: 60 }, (_, at) => at + 1).filter((stream) => !dropped.includes(stream))
  for (const stream of kept) expect(journal.read(stream)).toEqual(['x'.repeat(200), `end of ${stream}`])
  await journal.close()

  const again = open(2_000)
  expect(again.streams.map(({ stream }) => stream)).toEqual(kept)
  expect(again.nextStream).toBe(61)
  for (const stream of kept) expect(again.journal.read(stream)).toEqual(['x'.repeat(200), `end of ${stream}`])
  await again.journal.close()
})

test('a dropped stream stays dropped, however often its records are moved', async () => {
  const { journal } = open(500)
  for (let stream = 1; stream <= 30; stream++) await journal.append(entry(stream, 1, 'x'.repeat(100)))
  await journal.append(entry(3, 2, 'late'))
  for (let stream = 1; stream <= 29; stream++) await journal.drop([stream])
  await journal.close()
  const again = open(500)
  expect(again.streams.map(({ stream }) => stream)).toEqual([30])
  await again.journal.close()
})

test('an entry that a crash left in two files counts once', async () => {
  const { journal } = open()
  await journal.append(entry(1, 1, 'a', '{"start":1}'))
  await journal.append(entry(1, 2, 'b'))
  await journal.close()
  writeFileSync(join(directory, '0000000002.log'), readFileSync(newest()))
  const again = open()
  expect(again.journal.read(1)).toEqual(['a', 'b'])
  expect(again.streams).toEqual([{ stream: 1, notes: ['{"start":1}'] }])
  await again.journal.close()
})

test('finds the same with the indexes of full files, without them, and with indexes of other files', async () => {
  const { journal } = open(300)
  for (let stream = 1; stream <= 20; stream++) {
    await journal.append(entry(stream, 1, 'x'.repeat(50), `{"start":${stream}}`))
    await journal.append(entry(stream, 2))
  }
  await journal.drop([3, 4])
  await journal.close()
  const look = async () => {
    const { journal, streams } = open(300)
    const bodies = streams.map(({ stream }) => journal.read(stream))
    await journal.close()
    return { streams, bodies }
  }
  const expected = await look()
  const [one = '', two = ''] = files('.index')
  const swapped = readFileSync(one)
  writeFileSync(two, swapped)
  writeFileSync(one, swapped.subarray(0, swapped.length - 2))
  expect(await look()).toEqual(expected)
  for (const file of files('.index')) rmSync(file)
  expect(await look()).toEqual(expected)
  expect(files('.index')).toHaveLength(files('.log').length - 1)
})

test('does not hand out a record that was damaged since', async () => {
  const { journal } = open(64)
  await journal.append(entry(1, 1, 'x'.repeat(100)))
  await journal.append(entry(2, 1))
  await journal.close()
  const [first = ''] = files('.log')
  const bytes = readFileSync(first)
  bytes.writeUInt8(0x79, 60)
  writeFileSync(first, bytes)
  const again = open(64)
  expect(() => again.journal.read(1)).toThrow(/damaged at byte 0/)
  expect(again.journal.read(2)).toEqual(['body 2.1'])
  await again.journal.close()
})

test('with sync, many appends at once are all kept', async () => {
  const { journal } = openJournal(directory, { sync: true, segmentBytes: 1_000 })
  await Promise.all(Array.from({ length: 100 }, (_, at) => journal.append(entry(at + 1, 1))))
  for (let stream = 1; stream <= 100; stream++) expect(journal.read(stream)).toEqual([`body ${stream}.1`])
  await journal.close()
})
