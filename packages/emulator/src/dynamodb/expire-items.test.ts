import { afterEach, beforeEach, expect, it } from 'vitest'
import { openClientTokens } from './client-tokens.ts'
import { courseTable } from './course-table.fixture.ts'
import { getTable, run, validate } from './dynalite.ts'
import { expireItems } from './expire-items.ts'
import type { DynamoDbContext } from './operation.ts'
import { OPERATIONS } from './operations.ts'
import { type ItemStore, openStore } from './store.ts'
import { writeItem } from './write-item.ts'

const TableName = 'enrollments'
const nowMs = 1_700_000_000_000
const now = nowMs / 1000
let store: ItemStore
let context: DynamoDbContext

beforeEach(async () => {
  store = await openStore({ sync: false, accountId: '000000000000', region: 'us-east-1' })
  context = { store, tokens: await openClientTokens(store, () => nowMs) }
  await OPERATIONS.CreateTable?.(context, structuredClone(courseTable))
  while ((await getTable(store.dynalite, TableName, false)).TableStatus !== 'ACTIVE') await new Promise(setImmediate)
})
afterEach(() => store.close())

it('deletes what has expired, and nothing else', async () => {
  const put = (sk: string, expires: object) =>
    writeItem(store, 'PutItem', { TableName, Item: { pk: { S: 'a' }, sk: { S: sk }, ...expires } })
  await put('expired', { expires: { N: String(now - 1) } })
  await put('not yet', { expires: { N: String(now) } })
  await put('no number', { expires: { S: String(now - 1) } })
  await put('long ago', { expires: { N: '1000' } })
  await put('never', {})
  const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' }
  await OPERATIONS.UpdateTimeToLive?.(context, { TableName, TimeToLiveSpecification })
  await expireItems(store, nowMs)
  const { Items } = await run(store.dynalite, 'Scan', validate(store.dynalite, 'Scan', { TableName }))
  expect((Items as { sk: { S: string } }[]).map(({ sk }) => sk.S).sort()).toEqual([
    'long ago',
    'never',
    'no number',
    'not yet',
  ])
})
