import { indexKey } from './keys.ts'

/** The one table. A stage's prefix comes before its name on AWS. */
export const table = {
  name: 'course-enrollment',
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Sparse: all courses, and the enrollments and ended requests of a student. */
  index: { name: 'gsi1', partitionKey: indexKey, sortKey: 'sk' },
  /** Items that have this attribute are deleted at that time, in seconds since 1970. */
  expires: 'expires',
} as const

/** The input of DynamoDB's CreateTable, for where no stack creates it. */
export const createTableInput = {
  TableName: table.name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: table.partitionKey, AttributeType: 'S' },
    { AttributeName: table.sortKey, AttributeType: 'S' },
    { AttributeName: table.index.partitionKey, AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: table.partitionKey, KeyType: 'HASH' },
    { AttributeName: table.sortKey, KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: table.index.name,
      KeySchema: [
        { AttributeName: table.index.partitionKey, KeyType: 'HASH' },
        { AttributeName: table.index.sortKey, KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
  ],
} as const
