import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb'
import { startEmulator } from 'emulator'
import { courseItem, createTableInput, type Item, indexKey, studentItem } from 'records'
import { expect, test } from 'vitest'

const hasAwsCli = spawnSync('aws', ['--version']).status === 0
if (!hasAwsCli)
  process.stderr.write('SKIPPED: the AWS CLI is not on PATH. Install it to run the blocks of the runbook.\n')

const TableName = createTableInput.TableName
const CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' }

/** The block of the runbook below the comment that says that it is run here. */
function runbookBlock(): string {
  const runbook = readFileSync(join(import.meta.dirname, '../../docs/runbook.md'), 'utf8')
  const [, block = ''] = /<!-- run by: infra\/test\/runbook\.test\.ts -->\s*```sh\n([\s\S]*?)```/.exec(runbook) ?? []
  return block
}

test.skipIf(!hasAwsCli)(
  'courses and enrollments from before there was an index are put into it, and nothing else',
  async () => {
    const course = courseItem({ id: 'maths-1', title: 'Maths 1', seats: 3 })
    const { [indexKey]: _, ...oldCourse } = course
    const oldEnrollment: Item = {
      pk: { S: 'COURSE#maths-1' },
      sk: { S: "STUDENT#o'neil@example.com" },
      name: { S: 'O’Neil' },
    }
    const record = studentItem({ name: 'Alison', email: 'alison@example.com', payment: 'Done' })
    const emulator = await startEmulator({
      port: 0,
      functions: [],
      stateMachines: [],
      tables: [{ table: createTableInput, items: [record] }],
    })
    try {
      const dynamodb = new DynamoDBClient({ endpoint: emulator.url, region: emulator.region, credentials: CREDENTIALS })
      for (const Item of [oldCourse, oldEnrollment])
        await dynamodb.send(new PutItemCommand({ TableName, Item: Item as never }))
      const env = {
        ...process.env,
        TABLE: TableName,
        AWS_ENDPOINT_URL: emulator.url,
        AWS_DEFAULT_REGION: emulator.region,
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_PAGER: '',
      }
      const run = () => promisify(execFile)('bash', ['-euo', 'pipefail', '-c', runbookBlock()], { env })
      await run()
      expect((await run()).stdout).toBe('')
      const indexed = async (key: string) => {
        const { Items } = await dynamodb.send(
          new QueryCommand({
            TableName,
            IndexName: 'gsi1',
            KeyConditionExpression: `${indexKey} = :key`,
            ExpressionAttributeValues: { ':key': { S: key } },
          }),
        )
        return Items
      }
      expect(await indexed('COURSE')).toEqual([course])
      expect(await indexed("STUDENT#o'neil@example.com")).toHaveLength(1)
      const { pk, sk } = record
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: { pk, sk } as never }))
      expect(Item).toEqual(record)
    } finally {
      await emulator.close()
    }
  },
  60_000,
)
