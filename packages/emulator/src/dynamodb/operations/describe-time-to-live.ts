import { structure, text } from '../../server/shapes.ts'
import { getTable } from '../dynalite.ts'
import { operation } from '../operation.ts'
import { tableName } from '../table-name.ts'
import { expiryAttribute } from '../time-to-live.ts'

const input = structure({ TableName: text({ min: 1, max: 1024 }) })

export const describeTimeToLive = operation(input, async ({ store }, request) => {
  const TableName = tableName(store.dynalite, request.TableName)
  await getTable(store.dynalite, TableName, false)
  const AttributeName = await expiryAttribute(store, TableName)
  const TimeToLiveDescription =
    AttributeName === undefined ? { TimeToLiveStatus: 'DISABLED' } : { AttributeName, TimeToLiveStatus: 'ENABLED' }
  return { TimeToLiveDescription }
})
