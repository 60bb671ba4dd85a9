import { afterEach, beforeEach, expect, it } from 'vitest'
import { courseTable } from './course-table.fixture.ts'
import { getTable, type Input, run, validate } from './dynalite.ts'
import { type ItemStore, openStore } from './store.ts'
import { createTable } from './tables.ts'
import { expireItems, updateTimeToLive } from './time-to-live.ts'
import { writeItem } from './write-item.ts'

const TableName = 'enrollments'
const nowMs = 1_700_000_000_000
const now = nowMs / 1000
let store: ItemStore

beforeEach(async () => {
  store = await openStore({ sync: false, accountId: '000000000000', region: 'us-east-1' })
  await createTable(store, structuredClone(courseTable) as unknown as Input)
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
  await updateTimeToLive(store, { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } })
  await expireItems(store, nowMs)
  const { Items } = await run(store.dynalite, 'Scan', validate(store.dynalite, 'Scan', { TableName }))
  expect((Items as { sk: { S: string } }[]).map(({ sk }) => sk.S).sort()).toEqual([
    'long ago',
    'never',
    'no number',
    'not yet',
  ])
})
