import type { Operations } from '../server/operation.ts'
import { dynaliteOperation } from './dynalite-operation.ts'
import type { DynamoDbContext } from './operation.ts'
import { batchGetItem } from './operations/batch-get-item.ts'
import { batchWriteItem } from './operations/batch-write-item.ts'
import { createTable } from './operations/create-table.ts'
import { deleteTable } from './operations/delete-table.ts'
import { describeContinuousBackups } from './operations/describe-continuous-backups.ts'
import { describeTimeToLive } from './operations/describe-time-to-live.ts'
import { transactGetItems } from './operations/transact-get-items.ts'
import { transactWriteItems } from './operations/transact-write-items.ts'
import { updateTable } from './operations/update-table.ts'
import { updateTimeToLive } from './operations/update-time-to-live.ts'
import { searchOperation } from './search-operation.ts'
import { writeOperation } from './write-item.ts'

/** What dynalite lacks, or what is done better around it, is a file of its own. */
export const OPERATIONS: Operations<DynamoDbContext> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: createTable,
  DeleteItem: writeOperation('DeleteItem'),
  DeleteTable: deleteTable,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeTable: dynaliteOperation('DescribeTable'),
  DescribeTimeToLive: describeTimeToLive,
  GetItem: dynaliteOperation('GetItem'),
  ListTables: dynaliteOperation('ListTables'),
  ListTagsOfResource: dynaliteOperation('ListTagsOfResource'),
  PutItem: writeOperation('PutItem'),
  Query: searchOperation('Query'),
  Scan: searchOperation('Scan'),
  TagResource: dynaliteOperation('TagResource'),
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UntagResource: dynaliteOperation('UntagResource'),
  UpdateItem: writeOperation('UpdateItem'),
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
}
