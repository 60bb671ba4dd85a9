import { DynamodbTable } from '@cdktf/provider-aws/lib/dynamodb-table/index.js'
import { table } from 'records'
import type { StageStack } from './stage-stack.ts'

/** Records, courses and enrollments: paid by request, encrypted with the stage's key, and hard to lose. */
export function enrollmentTable(stack: StageStack, { keyArn }: { keyArn: string }): void {
  const isProtected = stack.settings.protected
  const records = new DynamodbTable(stack, 'table', {
    name: stack.nameOf(table.name),
    billingMode: 'PAY_PER_REQUEST',
    hashKey: table.partitionKey,
    rangeKey: table.sortKey,
    attribute: [
      { name: table.partitionKey, type: 'S' },
      { name: table.sortKey, type: 'S' },
      { name: table.index.partitionKey, type: 'S' },
    ],
    globalSecondaryIndex: [
      {
        name: table.index.name,
        hashKey: table.index.partitionKey,
        rangeKey: table.index.sortKey,
        projectionType: 'ALL',
      },
    ],
    ttl: { attributeName: table.expires, enabled: true },
    serverSideEncryption: { enabled: true, kmsKeyArn: keyArn },
    pointInTimeRecovery: { enabled: isProtected },
    deletionProtectionEnabled: isProtected,
    lifecycle: { preventDestroy: isProtected },
  })
  stack.output('table', records.name)
}
