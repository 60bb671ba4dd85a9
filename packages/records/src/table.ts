/** The one table. A stage's prefix comes before its name on AWS. */
export const table = {
  name: 'course-enrollment',
  partitionKey: 'pk',
  sortKey: 'sk',
} as const

/** The input of DynamoDB's CreateTable, for where no stack creates it. */
export const createTableInput = {
  TableName: table.name,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    { AttributeName: table.partitionKey, AttributeType: 'S' },
    { AttributeName: table.sortKey, AttributeType: 'S' },
  ],
  KeySchema: [
    { AttributeName: table.partitionKey, KeyType: 'HASH' },
    { AttributeName: table.sortKey, KeyType: 'RANGE' },
  ],
} as const
