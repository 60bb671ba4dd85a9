import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { courseTable, untilActive } from './course-table.fixture.ts'
import { createDynamoDb, type DynamoDb } from './dynamodb.ts'

const RUNS = process.env.PROVE ? 500 : 40
const TIMEOUT_MS = 3_000_000
const TableName = courseTable.TableName

const root = mkdtempSync(join(tmpdir(), 'damaged-'))
const directory = join(root, 'damaged')
afterAll(() => rmSync(root, { recursive: true, force: true }))

const item = (n: number, bytes: number) => ({
  pk: { S: `COURSE#${n % 7}` },
  sk: { S: `STUDENT#${n}` },
  text: { S: `${n} `.repeat(bytes / 4) },
})

/** What a process that was killed leaves, and what one leaves that was closed, with so many items. */
async function fill(name: string, count: number, bytes: number): Promise<{ killed: string; closed: string }> {
  const [running, killed] = [join(root, name), join(root, `${name}-killed`)]
  const db = await createDynamoDb({ directory: running })
  await db.request('CreateTable', { ...courseTable })
  await untilActive(db, TableName)
  for (let n = 0; n < count; n++) await db.request('PutItem', { TableName, Item: item(n, bytes) })
  // LevelDB moves what it has into tables by the way: a copy is of one moment only when it has done so.
  for (let before = ''; before !== String(readdirSync(running)); await sleep(500)) before = String(readdirSync(running))
  cpSync(running, killed, { recursive: true })
  await db.close()
  return { killed, closed: running }
}

function copy(from: string): void {
  rmSync(directory, { recursive: true, force: true })
  cpSync(from, directory, { recursive: true })
}

/** What LevelDB reads of the directory. */
function contents(): string {
  const files = readdirSync(directory).filter((file) => /^(\d+\.|MANIFEST|CURRENT)/.test(file))
  return files.map((file) => `${file} ${readFileSync(join(directory, file), 'base64')}`).join()
}

async function itemsOf(db: DynamoDb): Promise<unknown[]> {
  const items: unknown[] = []
  for (let ExclusiveStartKey: unknown; ; ) {
    const page = await db.request('Scan', { TableName, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) })
    items.push(...(page.Items as unknown[]))
    ExclusiveStartKey = page.LastEvaluatedKey
    if (ExclusiveStartKey === undefined) return items
  }
}

/** What is read of a damaged directory: all items, or that it is damaged. Anything else is thrown. */
async function readAll(): Promise<unknown> {
  let db: DynamoDb
  const before = contents()
  try {
    db = await createDynamoDb({ directory })
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'DataDirectoryUnusable') throw error
    // It is left as it is.
    expect(contents() === before).toBe(true)
    return 'damaged'
  }
  try {
    return await itemsOf(db)
  } finally {
    await db.close()
  }
}

describe.each([
  ['in the log', 100, 100],
  ['in tables and the log', 300, 10_000],
])('items %s', (name, count, bytes) => {
  let whole: Awaited<ReturnType<typeof fill>>
  let expected: unknown
  beforeAll(async () => {
    whole = await fill(name, count, bytes)
    copy(whole.killed)
    expected = await readAll()
    expect(expected).toHaveLength(count)
    const tables = readdirSync(whole.killed).filter((file) => file.endsWith('.ldb'))
    expect(tables.length > 0).toBe(name.includes('tables'))
  }, TIMEOUT_MS)

  function damage(from: string, pick: number, change: (bytes: Buffer) => Buffer): void {
    copy(from)
    // LOG is what LevelDB writes about itself.
    const files = readdirSync(directory).filter((file) => file !== 'LOG' && statSync(join(directory, file)).size > 0)
    const path = join(directory, files[pick % files.length] ?? '')
    writeFileSync(path, change(readFileSync(path)))
  }

  /** Without what differs: that would be megabytes. */
  async function isDamagedOrWhole(): Promise<boolean> {
    const found = await readAll()
    return found === 'damaged' || isDeepStrictEqual(found, expected)
  }

  const place = fc.record({
    pick: fc.nat({ max: 1_000 }),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  })

  test(
    `with one flipped bit, it is refused or read as it was written (${RUNS} runs)`,
    async () => {
      const flip = fc.asyncProperty(place, fc.nat({ max: 7 }), async ({ pick, at }, bit) => {
        damage(whole.killed, pick, (bytes) => {
          const index = Math.floor(at * bytes.length)
          bytes.writeUInt8(bytes.readUInt8(index) ^ (1 << bit), index)
          return bytes
        })
        expect(await isDamagedOrWhole()).toBe(true)
      })
      await fc.assert(flip, { numRuns: RUNS })
    },
    TIMEOUT_MS,
  )

  test(
    `with a file that was cut short after it was closed, it is refused or nothing is missing (${RUNS} runs)`,
    async () => {
      const cut = fc.asyncProperty(place, async ({ pick, at }) => {
        damage(whole.closed, pick, (bytes) => bytes.subarray(0, Math.floor(at * bytes.length)))
        expect(await isDamagedOrWhole()).toBe(true)
      })
      await fc.assert(cut, { numRuns: RUNS })
    },
    TIMEOUT_MS,
  )

  test(
    'with the log of a killed process cut short, it is refused or has the first of what was written',
    async () => {
      const cut = fc.asyncProperty(fc.double({ min: 0.5, max: 1, noNaN: true }), async (at) => {
        rmSync(directory, { recursive: true, force: true })
        cpSync(whole.killed, directory, { recursive: true })
        const [log = ''] = readdirSync(directory).filter((file) => file.endsWith('.log'))
        const path = join(directory, log)
        truncateSync(path, Math.floor(at * statSync(path).size))
        const found = await readAll()
        if (found === 'damaged') return
        const numbers = (found as ReturnType<typeof item>[]).map(({ text }) => Number.parseInt(text.S, 10))
        expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from(numbers, (_, n) => n))
      })
      await fc.assert(cut, { numRuns: RUNS / 5 })
    },
    TIMEOUT_MS,
  )

  test(
    'without one of its files, it is refused',
    async () => {
      for (const file of readdirSync(whole.killed)) {
        if (file === 'LOG' || file === 'LOCK') continue
        rmSync(directory, { recursive: true, force: true })
        cpSync(whole.killed, directory, { recursive: true })
        rmSync(join(directory, file))
        expect(await readAll(), file).toBe('damaged')
      }
    },
    TIMEOUT_MS,
  )
})
