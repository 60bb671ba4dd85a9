import { join } from 'node:path'
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EmulatorProcess, enroll, scratch, startEmulatorProcess } from './emulator-process.ts'
import { ARTICLE, outcome } from './executions.ts'

let data: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(join(data.path, 'data'))
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

test('only missing samples are added: taken seats stay taken', async () => {
  await outcome(emulator.sfn, ARTICLE)
  const Key = { pk: { S: 'STUDENT#mike@example.com' }, sk: { S: 'RECORD' } }
  await emulator.dynamodb.send(new DeleteItemCommand({ TableName: 'course-enrollment', Key }))
  const { code, stdout } = await at('samples')
  expect({ code, stdout }).toEqual({
    code: 0,
    stdout: [
      'Added: mike@example.com.',
      'Already there, left unchanged: alison@example.com, john@example.com,',
      '  ross@example.com, Serverless 101.',
      '',
    ].join('\n'),
  })
  const courses = await at('courses', 'list', '--json')
  expect(JSON.parse(courses.stdout)).toEqual([
    {
      id: 'serverless-101',
      title: 'Serverless 101',
      seats: 100,
      taken: 1,
      free: 99,
      waiting: 0,
      waitlist: 0,
      paymentHours: 0,
    },
  ])
})

test('STAGE is the stage of every command, as it is for cdktf, and --stage overrides it', async () => {
  const env = {
    AWS_ENDPOINT_URL: emulator.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
  }
  const missing = async (args: string[]) => (await enroll(['list', ...args], { env: { ...env, STAGE: 'prod' } })).stderr
  expect(await missing([])).toContain('The state machine "prod-course-enrollment" does not exist.')
  expect(await missing(['--stage', 'test'])).toContain('The state machine "test-course-enrollment" does not exist.')
})
