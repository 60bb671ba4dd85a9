import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage } from './storage.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'storage-'))
  path = join(directory, 'step-functions.db')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const open = (sync = false) => openStorage({ path, sync })
const entry = (
  execution: number,
  first: number,
  body = `body ${execution}.${first}`,
  note = first === 1 ? 'n' : '',
) => ({
  execution,
  first,
  note,
  body,
})

test('finds after a restart what was acknowledged, with its notes in order', async () => {
  const storage = open()
  expect(storage.executions()).toEqual([])
  await Promise.all([
    storage.append(entry(2, 1, 'x', '{"start":2}')),
    storage.append(entry(1, 1, 'a', '{"start":1}')),
    storage.append(entry(1, 4, 'b')),
    storage.append(entry(1, 6, 'c', '{"end":1}')),
    storage.put('list', '[]'),
    storage.put('gone', '{}'),
  ])
  await Promise.all([storage.put('list', '[1]'), storage.remove('gone')])
  expect(storage.read(1)).toEqual(['a', 'b', 'c'])
  await storage.close()

  const again = open()
  expect(again.executions()).toEqual([
    { execution: 1, notes: ['{"start":1}', '{"end":1}'] },
    { execution: 2, notes: ['{"start":2}'] },
  ])
  expect(again.read(1)).toEqual(['a', 'b', 'c'])
  expect(again.documents()).toEqual([{ name: 'list', text: '[1]' }])
  await again.close()
})

test('reads only the entries that hold the events asked for', async () => {
  const storage = openStorage({ sync: false })
  for (const first of [1, 3, 7, 9]) await storage.append(entry(5, first))
  expect(storage.read(5, 3, 7)).toEqual(['body 5.3', 'body 5.7'])
  expect(storage.read(5, 4, 6)).toEqual(['body 5.3'])
  expect(storage.read(5, 8)).toEqual(['body 5.7', 'body 5.9'])
  expect(storage.read(5, 1, 1)).toEqual(['body 5.1'])
  expect(storage.read(6)).toEqual([])
  await storage.close()
})

test('keeps text of every kind as it is', async () => {
  const storage = open()
  const text = 'Zoë \u0000 שלום 🎓 "\\'
  await storage.append(entry(1, 1, text, text))
  await storage.put(text, text)
  await storage.close()
  const again = open()
  expect(again.read(1)).toEqual([text])
  expect(again.executions()).toEqual([{ execution: 1, notes: [text] }])
  expect(again.documents()).toEqual([{ name: text, text }])
  await again.close()
})

test('uses the space of dropped executions again, and loses no other', async () => {
  const storage = open()
  for (let round = 0; round < 5; round++) {
    const numbers = Array.from({ length: 60 }, (_, at) => round * 60 + at + 1)
    await Promise.all(numbers.map((number) => storage.append(entry(number, 1, 'x'.repeat(5_000)))))
    await storage.drop(numbers.filter((number) => number % 60 !== 7))
  }
  await storage.close()
  expect(statSync(path).size).toBeLessThan(2 * 60 * 8_192)
  const again = open()
  expect(again.executions().map(({ execution }) => execution)).toEqual([7, 67, 127, 187, 247])
  expect(again.read(67)).toEqual(['x'.repeat(5_000)])
  expect(again.read(68)).toEqual([])
  await again.close()
})

test('with sync, many appends at once are all kept', async () => {
  const storage = open(true)
  await Promise.all(Array.from({ length: 100 }, (_, at) => storage.append(entry(at + 1, 1))))
  for (let execution = 1; execution <= 100; execution++)
    expect(storage.read(execution)).toEqual([`body ${execution}.1`])
  await storage.close()
})

test('keeps a transaction as a whole or not at all, at whatever byte its log ends', async () => {
  const storage = open()
  await storage.append(entry(1, 1))
  const whole = readFileSync(`${path}-wal`).length
  await Promise.all(Array.from({ length: 10 }, (_, at) => storage.append(entry(at + 2, 1, 'x'.repeat(2_000)))))
  const [database, log] = [readFileSync(path), readFileSync(`${path}-wal`)]
  await storage.close()
  for (let length = whole; length <= log.length; length += length === log.length - 1 ? 1 : 97) {
    if (length > log.length) break
    writeFileSync(path, database)
    writeFileSync(`${path}-wal`, log.subarray(0, length))
    const torn = open()
    expect(torn.executions()).toHaveLength(length === log.length ? 11 : 1)
    await torn.append(entry(20, 1))
    await torn.close()
  }
})

test('refuses a row that was changed, whose checksum was changed, or that was moved', async () => {
  const storage = open()
  await storage.append(entry(1, 1, 'a'))
  await storage.append(entry(1, 5, 'b'))
  await storage.append(entry(2, 1, 'c'))
  await storage.put('list', '[]')
  await storage.close()
  const bytes = readFileSync(path)
  for (const [change, look] of [
    ["UPDATE entries SET text = 'A' WHERE text = 'a'", 'read'],
    ['UPDATE entries SET checksum = checksum + 1', 'read'],
    ["UPDATE entries SET id = id + 1 WHERE text = 'a'", 'read'],
    ["UPDATE entries SET text = CAST(text AS BLOB) WHERE text = 'a'", 'read'],
    ["UPDATE notes SET text = 'N'", 'executions'],
    ['UPDATE notes SET id = id + 1', 'executions'],
    ["UPDATE documents SET text = '{}'", 'documents'],
    ["UPDATE documents SET name = 'lost'", 'documents'],
  ] as const) {
    writeFileSync(path, bytes)
    changeBy(change)
    const damaged = open()
    expect(() => damaged[look](1), change).toThrow(
      'step-functions.db in the data directory is damaged (the checksum of a row). Restore the data directory from a copy, or start with another one.',
    )
    await damaged.close()
  }
})

test('refuses an entry of an execution that is not there, and tables that are not ours', async () => {
  const storage = open()
  await storage.append(entry(1, 1))
  await storage.close()
  const bytes = readFileSync(path)
  for (const change of [
    'UPDATE entries SET id = id + 1048576',
    'DELETE FROM notes',
    'ALTER TABLE notes RENAME TO nodes',
    'DROP TABLE documents',
    'CREATE TABLE more (id)',
    'PRAGMA journal_mode = DELETE',
  ]) {
    writeFileSync(path, bytes)
    changeBy(change)
    expect(open, change).toThrow(/^step-functions\.db in the data directory is damaged \(.*\)\. Restore/)
  }
})

function changeBy(statement: string): void {
  const database = new DatabaseSync(path)
  database.exec(statement)
  database.close()
}

test('refuses a file that is cut off, empty or something else', async () => {
  const storage = open()
  for (let number = 1; number <= 100; number++) await storage.append(entry(number, 1, 'x'.repeat(1_000)))
  await storage.close()
  for (const length of [100_000, 50_000, 4_096, 100, 10, 0]) {
    truncateSync(path, length)
    expect(open, String(length)).toThrow(/damaged/)
    expect(statSync(path).size).toBe(length)
  }
  writeFileSync(path, 'my notes '.repeat(1_000))
  expect(open).toThrow(/damaged \(file is not a database\)/)
})

const isRoot = process.getuid?.() === 0
/** Another one needs root: without it the test is skipped. */
test.runIf(isRoot && existsSync('/proc/self'))(
  'acknowledges nothing once the disk is full, and loses nothing from before',
  async () => {
    const small = join(directory, 'small')
    mkdirSync(small)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', small])
    try {
      path = join(small, 'step-functions.db')
      const storage = open()
      let acknowledged = 0
      const fill = async () => {
        for (;;) {
          await storage.append(entry(acknowledged + 1, 1, 'x'.repeat(10_000)))
          acknowledged++
        }
      }
      const failure = /^The data directory cannot be written \(.*\)\. Make room or make it writable, and start again\.$/
      await expect(fill()).rejects.toMatchObject({ name: 'EmulatorError', message: expect.stringMatching(failure) })
      expect(acknowledged).toBeGreaterThan(5)
      await Promise.all(
        [entry(900, 1), entry(901, 1)].map((one) => expect(storage.append(one)).rejects.toThrow(failure)),
      )
      expect(storage.executions()).toHaveLength(acknowledged)
      await storage.close()
      execFileSync('mount', ['-o', 'remount,size=4m', small])
      const again = open()
      expect(again.executions()).toHaveLength(acknowledged)
      expect(again.read(acknowledged)).toEqual(['x'.repeat(10_000)])
      await again.append(entry(902, 1))
      await again.close()
    } finally {
      execFileSync('umount', [small])
    }
  },
)
