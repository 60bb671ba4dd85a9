import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { courseTable, untilActive } from './course-table.fixture.ts'
import { createDynamoDb } from './dynamodb.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dynamodb-'))
})
afterEach(() => rmSync(directory, { recursive: true }))

const TableName = courseTable.TableName
const ROUNDS = 30
/** What the items of one round are together. */
const ROUND_BYTES = 1_000_000

const tableBytes = () =>
  readdirSync(directory)
    .filter((file) => file.endsWith('.ldb'))
    .reduce((sum, file) => sum + statSync(join(directory, file)).size, 0)

test.each([
  ['a query of all', 'Query', {}],
  ['a query of one', 'Query', { Limit: 1 }],
  ['a scan', 'Scan', {}],
])(
  '%s lets go of what it read: items that are written again and again take the room of a few',
  async (_, operation, limit) => {
    const db = await createDynamoDb({ directory })
    await db.request('CreateTable', { ...courseTable })
    await untilActive(db, TableName)
    const query = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'COURSE#1' } } }
    for (let round = 0; round < ROUNDS; round++) {
      for (let n = 0; n < 10; n++) {
        const Item = { pk: { S: 'COURSE#1' }, sk: { S: `STUDENT#${n}` }, text: { S: 'x'.repeat(ROUND_BYTES / 10) } }
        await db.request('PutItem', { TableName, Item })
      }
      await db.request(operation, { TableName, ...(operation === 'Query' ? query : {}), ...limit })
    }
    await sleep(500)
    expect(tableBytes()).toBeLessThan((ROUNDS / 2) * ROUND_BYTES)
    await db.close()
  },
  60_000,
)
