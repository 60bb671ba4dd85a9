import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js'
import { DynamodbTableItem } from '@cdktf/provider-aws/lib/dynamodb-table-item/index.js'
import { sampleItems, table } from 'records'
import type { StageStack } from './stage-stack.ts'

/** Records, courses and enrollments: paid by request, encrypted with the stage's key, and hard to lose. */
export function enrollmentTable(stack: StageStack, { keyArn }: { keyArn: string }): DynamodbTable {
  const { protectTable, sampleRecords } = stack.settings
  const records = new DynamodbTable(stack, 'table', {
    name: stack.nameOf(table.name),
    billingMode: 'PAY_PER_REQUEST',
    hashKey: table.partitionKey,
    rangeKey: table.sortKey,
    attribute: [
      { name: table.partitionKey, type: 'S' },
      { name: table.sortKey, type: 'S' },
    ],
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    pointInTimeRecovery: { enabled: protectTable },
    deletionProtectionEnabled: protectTable,
  })
  if (sampleRecords) putSampleRecords(stack, records)
  stack.tell('table', records.name)
  return records
}

function putSampleRecords(stack: StageStack, records: DynamodbTable): void {
  for (const item of sampleItems) {
    const [key = ''] = Object.values(item[table.partitionKey] ?? {})
    new DynamodbTableItem(stack, `sample-${key.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`, {
      tableName: records.name,
      hashKey: table.partitionKey,
      rangeKey: table.sortKey,
      item: JSON.stringify(item),
      // A sample is put once. Writing it again would reset the count of a course's taken seats.
      lifecycle: { ignoreChanges: ['item'] },
    })
  }
}
