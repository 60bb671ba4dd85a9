import { untilActive } from './course-table.fixture.ts'
import { createDynamoDb } from './dynamodb.ts'
import { seat, sparseTable } from './sparse-table.fixture.ts'

// Gives one seat after another to a student and takes the one before from them, in one transaction each.
const [directory] = process.argv.slice(2)
if (directory === undefined) throw new Error('Give a directory')
const db = await createDynamoDb({ directory })
const { TableName } = sparseTable
await db.request('CreateTable', structuredClone(sparseTable)).catch(() => undefined)
await untilActive(db, TableName)

await Promise.all(
  ['alison', 'mike', 'ross'].map(async (student) => {
    for (let n = 0; ; n++) {
      const { pk, sk } = seat(`${process.pid}.${n - 1}`, student)
      const Put = { TableName, Item: seat(`${process.pid}.${n}`, student) }
      const Update = { TableName, Key: { pk, sk }, UpdateExpression: 'REMOVE student, title' }
      await db.request('TransactWriteItems', { TransactItems: [{ Put }, { Update }] })
      process.stdout.write(`${student}-${n}\n`)
    }
  }),
)
