import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countSeats, courseTable, createCourseTable, enroll, enrollmentKey } from './course-table.fixture.ts'
import type { Item } from './dynalite.ts'
import { createDynamoDb } from './dynamodb.ts'
import { sparseTable } from './sparse-table.fixture.ts'

// Starts processes: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 60_000 })

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dynamodb-'))
})

afterEach(async () => {
  await rm(directory, { recursive: true })
})

/** Students acknowledged by a process that was killed in the middle of its work. */
function enrollUntilKilled(acknowledgements: number, ...options: string[]): Promise<string[]> {
  return runUntilKilled('enrolls-until-killed.fixture.ts', acknowledgements, options)
}

/** The lines that a program printed until it was killed, which was after so many of them. */
async function runUntilKilled(program: string, count: number, options: string[] = []): Promise<string[]> {
  const path = join(import.meta.dirname, program)
  const child = spawn(process.execPath, [path, directory, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (lines.length === count) child.kill('SIGKILL')
  }
  return lines
}

describe('a process killed at any moment', () => {
  it.each([['written'], ['sync']])('loses nothing acknowledged and leaves no half transaction (%s)', async (option) => {
    const acknowledged: string[] = []
    for (const count of [1, 7, 50, 211]) {
      const students = await enrollUntilKilled(count, option)
      expect(students.length).toBeGreaterThanOrEqual(count)
      acknowledged.push(...students)
    }
    const db = await createDynamoDb({ directory })
    const { enrollments, seatsTaken } = await countSeats(db)
    expect(seatsTaken).toBe(enrollments)
    for (const student of acknowledged) {
      const key = enrollmentKey(student)
      expect((await db.request('GetItem', { TableName: 'enrollments', Key: key })).Item).toEqual(key)
    }
    await db.close()
  })
})

describe('indexes of a process killed at any moment', () => {
  it('have exactly the items that have their keys', async () => {
    for (const count of [1, 8, 60, 150]) {
      await runUntilKilled('moves-seats-until-killed.fixture.ts', count)
      const db = await createDynamoDb({ directory })
      const scan = async (IndexName?: string) =>
        (await db.request('Scan', { TableName: sparseTable.TableName, ...(IndexName && { IndexName }) }))
          .Items as Item[]
      const seats = (await scan()).filter(({ student }) => student)
      const keyOf = ({ pk, sk }: Item) => `${pk?.S} ${sk?.S}`
      // One for each student of each process.
      const owners = seats.map(({ pk, student }) => `${student?.S} ${pk?.S?.toString().split('.')[0]}`)
      expect(new Set(owners).size).toBe(seats.length)
      expect(seats.length).toBeGreaterThan(0)
      for (const index of ['all', 'keys', 'include']) {
        expect((await scan(index)).map(keyOf).sort()).toEqual(seats.map(keyOf).sort())
      }
      await db.close()
    }
  })
})

describe('a directory', () => {
  it('keeps records and client tokens from one start to the next', async () => {
    const request = { ...enroll('alison'), ClientRequestToken: 'token' }
    const first = await createDynamoDb({ directory })
    await createCourseTable(first, 10)
    await first.request('TransactWriteItems', request)
    await first.close()

    const second = await createDynamoDb({ directory })
    await second.request('TransactWriteItems', request)
    expect(await countSeats(second)).toEqual({ enrollments: 1, seatsTaken: 1 })
    await second.close()
  })

  it('is refused while another process has it open', async () => {
    const db = await createDynamoDb({ directory })
    await expect(createDynamoDb({ directory })).rejects.toThrow(/another process has it open/)
    await db.close()
  })

  it('makes a table usable whose creation was cut short', async () => {
    const db = await createDynamoDb({ directory })
    await db.request('CreateTable', courseTable)
    await db.close()
    const again = await createDynamoDb({ directory })
    const { Table } = await again.request('DescribeTable', { TableName: 'enrollments' })
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE' })
    await again.close()
  })
})
