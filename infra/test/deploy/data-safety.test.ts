import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb'
import { courseItem } from 'records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Clone, cloneWorkspace } from './clone.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { missingForDeployment } from './prerequisites.ts'
import { type Deployer, deployer } from './terraform.ts'

const MINUTES = 60_000
const ACCOUNT = '000000000000'
const BUCKET = 'terraform-states'

/** What the deployed stages would lose, step by step: each test continues where the previous one ended. */
describe.skipIf(missingForDeployment() !== undefined)('nothing is lost', { timeout: 10 * MINUTES }, () => {
  let emulator: Emulator
  let clone: Clone

  beforeAll(async () => {
    emulator = await startEmulator()
    clone = await cloneWorkspace()
    await fetch(`${emulator.env.AWS_ENDPOINT_URL}/${BUCKET}`, {
      method: 'PUT',
      body: `<CreateBucketConfiguration><LocationConstraint>${emulator.env.AWS_REGION}</LocationConstraint></CreateBucketConfiguration>`,
    })
  }, 2 * MINUTES)

  afterAll(async () => {
    await emulator?.close()
    clone?.remove()
  }, 2 * MINUTES)

  const toolsOf = (stage: string): Deployer =>
    // Only an emulator has its buckets below its own host: on AWS each has one.
    deployer(
      clone.path,
      { ...emulator.env, TF_CLI_ARGS_init: inBucket(stage) ? '-backend-config=use_path_style=true' : '' },
      stage,
    )
  const path = (file: string) => join(clone.path, 'infra', file)
  const settings = (stage: string, file: object) => writeFileSync(path(`stages/${stage}.json`), JSON.stringify(file))
  const inBucket = (stage: string) => readFileSync(path(`stages/${stage}.json`), 'utf8').includes('stateBucket')
  const bucket = () => ({ account: ACCOUNT, region: emulator.env.AWS_REGION, stateBucket: { name: BUCKET } })
  const config = () => ({
    endpoint: emulator.env.AWS_ENDPOINT_URL ?? '',
    region: emulator.env.AWS_REGION ?? '',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
  })
  const tableOf = async (stage: string) => {
    const described = await new DynamoDBClient(config()).send(
      new DescribeTableCommand({ TableName: `${stage}-course-enrollment` }),
    )
    return described.Table
  }
  const failure = (work: Promise<string>) =>
    work.then(
      () => 'It went through.',
      (error: Error) => error.message,
    )

  describe('a protected stage', () => {
    const deployed = async () => ({
      data: (await toolsOf('prod').deployed('data')).sort(),
      'check-name': (await toolsOf('prod').deployed('check-name')).sort(),
    })

    test('whose destroy is refused keeps every resource', async () => {
      settings('prod', { ...bucket(), protected: true })
      const tools = toolsOf('prod')
      await tools.cdktf('deploy', 'data', 'check-name')
      const before = await deployed()
      expect(before.data).toEqual(['aws_dynamodb_table.table', 'aws_kms_alias.key-alias', 'aws_kms_key.key'])
      const refused = await failure(tools.cdktf('destroy', '*'))
      expect(refused).toMatch(/Nothing was destroyed.*\n {2}data: Instance cannot be destroyed/)
      expect(await deployed()).toEqual(before)
    })

    test('whose protection is lifted in its file but not yet deployed keeps every resource too', async () => {
      settings('prod', { ...bucket(), logs: { keepAfterDestroy: true } })
      const before = await deployed()
      const refused = await failure(toolsOf('prod').cdktf('destroy', '*'))
      expect(refused).toMatch(/ {2}data: aws_dynamodb_table\.table is deployed with deletion protection\./)
      expect(await deployed()).toEqual(before)
      expect((await tableOf('prod'))?.DeletionProtectionEnabled).toBe(true)
    })

    test('whose table is older than its index and its expiry gets both in place', async () => {
      settings('prod', { ...bucket(), protected: true })
      const tools = toolsOf('prod')
      await tools.cdktf('deploy', 'data')
      const dynamodb = new DynamoDBClient(config())
      const TableName = 'prod-course-enrollment'
      await dynamodb.send(
        new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'gsi1' } }] }),
      )
      await dynamodb.send(
        new UpdateTimeToLiveCommand({
          TableName,
          TimeToLiveSpecification: { AttributeName: 'expires', Enabled: false },
        }),
      )
      const COURSE = courseItem({ id: 'maths-1', title: 'Maths 1', seats: 30 })
      await dynamodb.send(new PutItemCommand({ TableName, Item: COURSE }))
      const before = await tableOf('prod')
      expect(before?.GlobalSecondaryIndexes ?? []).toEqual([])
      await tools.synth()
      expect(await tools.planned('data')).toEqual(['update aws_dynamodb_table.table'])
      await tools.cdktf('deploy', 'data')
      const after = await tableOf('prod')
      expect([after?.TableId, after?.DeletionProtectionEnabled]).toEqual([before?.TableId, true])
      expect(after?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).toEqual(['gsi1'])
      const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }))
      expect(TimeToLiveDescription).toEqual({ AttributeName: 'expires', TimeToLiveStatus: 'ENABLED' })
      const { pk, sk } = COURSE
      const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key: { pk, sk } as never }))
      expect(Item).toEqual(COURSE)
      expect(await tools.planned('data')).toEqual([])
      settings('prod', { ...bucket(), logs: { keepAfterDestroy: true } })
    })

    test('can be destroyed when that is deployed, and its log groups outlive it and are adopted by the next deploy', async () => {
      const tools = toolsOf('prod')
      const groups = async () => {
        const logs = new CloudWatchLogsClient(config())
        const { logGroups = [] } = await logs.send(
          new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/prod-' }),
        )
        return logGroups.map(({ logGroupName, creationTime }) => [logGroupName, creationTime])
      }
      await tools.cdktf('deploy', 'data', 'check-name')
      const before = await groups()
      await tools.cdktf('destroy', '*')
      expect(await deployed()).toEqual({ data: [], 'check-name': [] })
      expect(await groups()).toEqual(before)
      await tools.cdktf('deploy', 'check-name')
      expect(await groups()).toEqual(before)
      expect(await tools.planned('check-name')).toEqual([])
      await tools.cdktf('destroy', 'check-name', '--ignore-missing-stack-dependencies')
    })
  })

  describe('a stage that was deployed before table and key had a stack of their own', () => {
    const COURSE = courseItem({ id: 'maths-1', title: 'Maths 1', seats: 30 })

    test('is refused until they have moved, with table and records as they were', async () => {
      settings('old', {})
      const tools = toolsOf('old')
      await tools.cdktf('deploy', 'data')
      await new DynamoDBClient(config()).send(new PutItemCommand({ TableName: 'old-course-enrollment', Item: COURSE }))
      // As it was: all three in the other stack's state.
      for (const address of ['aws_dynamodb_table.table', 'aws_kms_alias.key-alias', 'aws_kms_key.key']) {
        const states = ['-state=terraform.old.data.tfstate', '-state-out=terraform.old.course-enrollment.tfstate']
        execFileSync('terraform', ['state', 'mv', ...states, address, address], { cwd: path('.'), stdio: 'ignore' })
      }
      expect(await failure(tools.cdktf('deploy', '*'))).toContain('is still part of the stack course-enrollment')
    })

    test('moves them by the commands of the runbook, and nothing is recreated', async () => {
      const before = await tableOf('old')
      execFileSync('bash', ['-euo', 'pipefail', '-c', runbookBlock()], {
        cwd: path('.'),
        env: { ...process.env, STAGE: 'old' },
        stdio: 'ignore',
      })
      const tools = toolsOf('old')
      await tools.synth()
      expect(await tools.planned('data')).toEqual([])
      await tools.cdktf('deploy', 'data')
      expect((await tableOf('old'))?.TableId).toBe(before?.TableId)
      const { pk, sk } = COURSE
      const { Item } = await new DynamoDBClient(config()).send(
        new GetItemCommand({ TableName: 'old-course-enrollment', Key: { pk, sk } as never }),
      )
      expect(Item).toEqual(COURSE)
    })

    test('moves its state to a bucket after another stage was synthesized, and nothing is planned anew', async () => {
      settings('other', {})
      await toolsOf('other').synth()
      settings('old', bucket())
      const tools = toolsOf('old')
      expect(await failure(tools.cdktf('deploy', 'data'))).toContain('migrate')
      expect(await tools.cdktf('deploy', 'data', '--migrate-state')).toContain('No changes')
      expect(await tools.planned('data')).toEqual([])
      await tools.synth()
      expect(existsSync(path('terraform.old.data.tfstate'))).toBe(false)
      await toolsOf('other').synth()
      await tools.synth()
      expect(await tools.cdktf('deploy', 'data')).toContain('No changes')
    })
  })
})

/** The commands that the runbook gives, as they stand there. */
function runbookBlock(): string {
  const runbook = readFileSync(join(import.meta.dirname, '../../../docs/runbook.md'), 'utf8')
  const [, block = ''] =
    /<!-- run by: infra\/test\/deploy\/data-safety\.test\.ts -->\s*```sh\n([\s\S]*?)```/.exec(runbook) ?? []
  return block
}
