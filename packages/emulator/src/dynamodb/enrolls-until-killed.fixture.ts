import { createCourseTable, enroll } from './course-table.fixture.ts'
import { createDynamoDb } from './dynamodb.ts'

// A program: enrolls student after student, many at once, and says on stdout which ones were acknowledged.
const [directory, sync] = process.argv.slice(2)
const db = await createDynamoDb({ ...(directory ? { directory } : {}), sync: sync === 'sync' })
const { TableNames } = await db.request('ListTables', {})
if ((TableNames as string[]).length === 0) await createCourseTable(db, 1_000_000)

let count = 0
const enrollOnAndOn = async (): Promise<void> => {
  for (;;) {
    const student = `${process.pid}-${count++}`
    await db.request('TransactWriteItems', enroll(student))
    process.stdout.write(`${student}\n`)
  }
}
await Promise.all(Array.from({ length: 8 }, enrollOnAndOn))
