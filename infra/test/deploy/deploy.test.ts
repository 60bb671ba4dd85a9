import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs'
import {
  DynamoDBClient,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import {
  GetAliasCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda'
import {
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn'
import { courseItem, sampleItems } from 'records'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lambdas, type StateMachineName, stateMachines } from 'workflow'
import { packBundle } from '../../bundle.ts'
import { type Clone, cloneWorkspace } from './clone.ts'
import { type Emulator, startEmulator } from './emulator.ts'
import { missingForDeployment } from './prerequisites.ts'
import { type Deployer, deployer } from './terraform.ts'

const missing = missingForDeployment()
if (missing !== undefined) {
  if (process.env.DEPLOY_TEST === 'required') throw new Error(`The deployment cannot be tested: ${missing}`)
  process.stderr.write(`\nSKIPPED: the test of a real deployment, since ${missing}\n\n`)
}

const MINUTES = 60_000
const LAMBDA_STACKS = lambdas.map(({ name }) => name)
const STACKS = [...LAMBDA_STACKS, ...Object.values(stateMachines), 'data']

/** The tests are the steps of one story: each continues where the previous one ended. */
describe.skipIf(missing !== undefined)('terraform with the AWS provider', { timeout: 10 * MINUTES }, () => {
  let emulator: Emulator
  let clone: Clone
  let tools: Deployer

  beforeAll(async () => {
    emulator = await startEmulator()
    clone = await cloneWorkspace()
    tools = deployer(clone.path, emulator.env)
  }, 2 * MINUTES)

  afterAll(async () => {
    await emulator?.close()
    clone?.remove()
  }, 2 * MINUTES)

  const config = (endpoint: string | undefined = emulator.env.AWS_ENDPOINT_URL) => ({
    endpoint: endpoint ?? '',
    region: emulator.env.AWS_REGION ?? '',
    credentials: { accessKeyId: 'emulator', secretAccessKey: 'emulator' },
  })
  const liveVersion = async (name: string) => {
    const alias = new GetAliasCommand({ FunctionName: `dev-${name}`, Name: 'live' })
    return (await new LambdaClient(config()).send(alias)).FunctionVersion
  }
  const stateOf = (stack: string) => readFileSync(join(clone.path, `infra/terraform.dev.${stack}.tfstate`), 'utf8')

  test('creates every resource of every stack', async () => {
    await tools.cdktf('deploy', '*')
    for (const stack of tools.stacks()) {
      const text = readFileSync(join(clone.path, 'infra/cdktf.out/stacks', stack, 'cdk.tf.json'), 'utf8')
      const { resource } = JSON.parse(text) as { resource: Record<string, object> }
      const wanted = Object.entries(resource).flatMap(([type, byId]) => Object.keys(byId).map((id) => `${type}.${id}`))
      expect((await tools.deployed(stack)).sort()).toEqual(wanted.sort())
    }
  })

  test('a second plan is empty', async () => {
    for (const stack of tools.stacks()) expect([stack, await tools.planned(stack)]).toEqual([stack, []])
  })

  test('another clone has made the same bytes of the same sources', () => {
    const outdir = mkdtempSync(join(tmpdir(), 'bundles-'))
    for (const manifest of lambdas) {
      const { sha256 } = packBundle(manifest, outdir)
      const text = readFileSync(join(clone.path, 'infra/cdktf.out/stacks', manifest.name, 'cdk.tf.json'), 'utf8')
      expect(text).toContain(JSON.stringify(sha256))
    }
    rmSync(outdir, { recursive: true })
  })

  test('a changed Lambda is built and shipped alone: its function and its alias change, and nothing else', async () => {
    const source = join(clone.path, 'packages/check-name/src/check-name.ts')
    writeFileSync(source, readFileSync(source, 'utf8').replace('Name is missing', 'The name is missing'))
    const others = STACKS.filter((stack) => stack !== 'check-name')
    const before = others.map(stateOf)
    const printed = await tools.cdktf('deploy', 'check-name')
    const changed = [...printed.matchAll(/(aws_[\w-]+\.[\w-]+)[^\n]*: Modifications complete/g)].map(
      ([, address]) => address,
    )
    expect(changed.sort()).toEqual(['aws_lambda_alias.live', 'aws_lambda_function.function'])
    expect(printed).toContain('0 added, 2 changed, 0 destroyed')
    expect(await Promise.all(LAMBDA_STACKS.map(liveVersion))).toEqual(
      LAMBDA_STACKS.map((name) => (name === 'check-name' ? '2' : '1')),
    )
    expect(others.map(stateOf)).toEqual(before)
  })

  test('what is shipped is the bundle that was tested, of the stack that changes and of no other', async () => {
    const source = join(clone.path, 'packages/check-payment/src/check-payment.ts')
    const edit = (from: string, to: string) => writeFileSync(source, readFileSync(source, 'utf8').replace(from, to))
    edit('Payment is missing', 'The payment is missing')
    await tools.synth()
    await tools.script('artifacts/main.ts')
    const tested = join(clone.path, 'infra/artifacts.out')
    const [digest = ''] = /^.+(?= {2}check-payment\.zip)/m.exec(readFileSync(join(tested, 'SHA256SUMS'), 'utf8')) ?? []
    edit('The payment is missing', 'Nobody tested this')
    const shipped = await tools.script('ship/main.ts', ['--skip-provider-lock'], { BUNDLES: tested })
    expect(shipped.match(/^[\w-]+: \d+ changes\.$/gm)).toEqual([expect.stringMatching(/^check-payment: /)])
    const deployed = new GetFunctionConfigurationCommand({ FunctionName: 'dev-check-payment', Qualifier: 'live' })
    const { CodeSha256 = '' } = await new LambdaClient(config()).send(deployed)
    expect(Buffer.from(CodeSha256, 'base64').toString('hex')).toBe(digest)
    edit('Nobody tested this', 'The payment is missing')
  })

  /** Only this repository's emulator runs what it was given: moto runs no state machine. */
  test.skipIf(Boolean(process.env.AWS_ENDPOINT_URL_SFN))(
    'the deployed state machines work together: a seat that is given back goes to the first in line',
    async () => {
      const client = config(emulator.env.AWS_ENDPOINT_URL_SFN)
      const sfn = new SFNClient(client)
      const dynamodb = new DynamoDBClient(client)
      const TableName = 'dev-course-enrollment'
      const course = courseItem({ id: 'maths-1', title: 'Maths 1', seats: 1, waitlist: 1 })
      await dynamodb.send(new PutItemCommand({ TableName, Item: course }))
      const start = async (name: StateMachineName, input: object) => {
        const stateMachineArn = `arn:aws:states:${emulator.env.AWS_REGION}:000000000000:stateMachine:dev-${name}:live`
        const request = { stateMachineArn, input: JSON.stringify({ Course: 'maths-1', ...input }) }
        return (await sfn.send(new StartExecutionCommand(request))).executionArn ?? ''
      }
      const answer = async (executionArn: string) => {
        const { status, output = '' } = await sfn.send(new DescribeExecutionCommand({ executionArn }))
        return status === 'RUNNING' ? status : `${status} ${JSON.parse(output || '{}').status}`
      }
      const answers = (executionArn: string, expected: string) =>
        expect.poll(() => answer(executionArn), { timeout: 30_000 }).toBe(expected)
      const alison = { Name: 'Alison', Email: 'alison@example.com', Payment: 'Done' }
      await answers(await start('course-enrollment', alison), 'SUCCEEDED ENROLLED')
      const mike = { Name: 'Mike', Email: 'mike@example.com', Payment: 'Done' }
      const waiting = await start('course-enrollment', mike)
      const { pk, sk } = course
      const inLine = new GetItemCommand({ TableName, Key: { pk, sk } as never })
      await expect.poll(async () => (await dynamodb.send(inLine)).Item?.waiting).toEqual({ N: '1' })
      await answers(await start('course-withdrawal', { Email: alison.Email }), 'SUCCEEDED WITHDRAWN')
      await answers(waiting, 'SUCCEEDED ENROLLED')
      await answers(await start('payment-received', { Email: mike.Email }), 'SUCCEEDED RECEIVED')
    },
  )

  test('a changed state machine is shipped alone', async () => {
    const source = join(clone.path, 'packages/workflow/src/waitlist-promotion/definition.ts')
    writeFileSync(source, readFileSync(source, 'utf8').replace('in the order in which they came', 'in their order'))
    const others = STACKS.filter((stack) => stack !== 'waitlist-promotion')
    const before = others.map(stateOf)
    const printed = await tools.cdktf('deploy', 'waitlist-promotion')
    expect(printed).toContain('0 added, 2 changed, 0 destroyed')
    expect(others.map(stateOf)).toEqual(before)
  })

  test('a rollback changes one alias, and survives the next deployment', async () => {
    writeFileSync(join(clone.path, 'infra/pins.json'), JSON.stringify({ dev: { 'check-name': '1' } }))
    await tools.cdktf('deploy', 'check-name')
    expect(await liveVersion('check-name')).toBe('1')
    await tools.cdktf('deploy', 'check-email')
    expect(await tools.planned('check-name')).toEqual([])
  })

  test('the state machine’s rollback survives a deploy of a setting, which publishes a new version behind it', async () => {
    const machine = `arn:aws:states:${emulator.env.AWS_REGION}:000000000000:stateMachine:dev-course-enrollment`
    const sfn = new SFNClient(config(emulator.env.AWS_ENDPOINT_URL_SFN))
    const live = async () => {
      const alias = await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${machine}:live` }))
      return alias.routingConfiguration?.map(({ stateMachineVersionArn, weight }) => [stateMachineVersionArn, weight])
    }
    const deploySettings = async (file: object) => {
      writeFileSync(join(clone.path, 'infra/stages/dev.json'), JSON.stringify(file))
      await tools.cdktf('deploy', 'course-enrollment')
    }
    await deploySettings({ encryptExecutions: true })
    expect(await live()).toEqual([[`${machine}:2`, 100]])
    writeFileSync(join(clone.path, 'infra/pins.json'), JSON.stringify({ dev: { 'course-enrollment': '1' } }))
    await deploySettings({ encryptExecutions: true, tags: { team: 'courses' } })
    expect(await live()).toEqual([[`${machine}:1`, 100]])
    await deploySettings({ tags: { team: 'courses' } })
    expect(await live()).toEqual([[`${machine}:1`, 100]])
  })

  test('records that somebody put are there after every further deploy', async () => {
    const dynamodb = new DynamoDBClient(config())
    const TableName = 'dev-course-enrollment'
    for (const Item of sampleItems) await dynamodb.send(new PutItemCommand({ TableName, Item }))
    const before = await dynamodb.send(new ScanCommand({ TableName }))
    await tools.cdktf('deploy', '*')
    const { Items, Count } = await dynamodb.send(new ScanCommand({ TableName }))
    expect(Count).toBe(sampleItems.length)
    expect(Items).toEqual(before.Items)
  })

  test('a setting that is taken out of its file is planned as a change, not made in silence', async () => {
    writeFileSync(join(clone.path, 'infra/stages/dev.json'), '{}')
    await tools.synth()
    expect(await tools.planned('check-email')).toContain('update aws_lambda_function.function')
    await tools.cdktf('deploy', '*')
    for (const stack of tools.stacks()) expect([stack, await tools.planned(stack)]).toEqual([stack, []])
  })

  test('destroys all that it created', async () => {
    await tools.cdktf('destroy', '*')
    for (const stack of tools.stacks()) expect(await tools.deployed(stack)).toEqual([])
    const [functions, tables, groups, machines] = await Promise.all([
      new LambdaClient(config()).send(new ListFunctionsCommand({})),
      new DynamoDBClient(config()).send(new ListTablesCommand({})),
      new CloudWatchLogsClient(config()).send(new DescribeLogGroupsCommand({})),
      new SFNClient(config(emulator.env.AWS_ENDPOINT_URL_SFN)).send(new ListStateMachinesCommand({})),
    ])
    const left = [
      ...(functions.Functions ?? []).map(({ FunctionName }) => FunctionName),
      ...(tables.TableNames ?? []),
      ...(groups.logGroups ?? []).map(({ logGroupName }) => logGroupName),
      ...(machines.stateMachines ?? []).map(({ name }) => name),
    ]
    expect(left.filter((name) => name?.includes('dev-'))).toEqual([])
  })
})
