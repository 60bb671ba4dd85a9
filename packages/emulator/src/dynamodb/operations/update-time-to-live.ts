import { flag, structure, text } from '../../server/shapes.ts'
import { getTable } from '../dynalite.ts'
import { validationError } from '../errors.ts'
import { operation } from '../operation.ts'
import { tableName } from '../table-name.ts'
import { expiryAttribute, forgetTimeToLive, keepTimeToLive } from '../time-to-live.ts'

const input = structure({
  TableName: text({ min: 1, max: 1024 }),
  TimeToLiveSpecification: structure({ Enabled: flag(), AttributeName: text({ min: 1, max: 255 }) }),
})

export const updateTimeToLive = operation(input, async ({ store }, request) => {
  const { Enabled, AttributeName } = request.TimeToLiveSpecification
  const TableName = tableName(store.dynalite, request.TableName)
  await getTable(store.dynalite, TableName)
  const current = await expiryAttribute(store, TableName)
  if (Enabled && current !== undefined) throw validationError('TimeToLive is already enabled')
  if (!Enabled && current === undefined) throw validationError('TimeToLive is already disabled')
  if (!Enabled && current !== AttributeName) throw validationError('TimeToLive is active on a different AttributeName')
  await (Enabled ? keepTimeToLive(store, TableName, AttributeName) : forgetTimeToLive(store, TableName))
  return { TimeToLiveSpecification: { Enabled, AttributeName } }
})
