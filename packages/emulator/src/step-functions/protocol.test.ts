import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, PASS, ROLE, startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.close())

async function call(operation: string, body: string | Uint8Array<ArrayBuffer>) {
  const headers = { 'x-amz-target': `AWSStepFunctions.${operation}`, 'content-type': 'application/x-amz-json-1.0' }
  const response = await fetch(emulator.url, { method: 'POST', headers, body })
  expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0')
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m'

test.each([
  ['no JSON', 'x'],
  ['half a JSON', '{"name":'],
  ['bytes that are no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
  ['a list', '[]'],
  ['a text', '"x"'],
  ['null', 'null'],
  ['a number for a text', '{"stateMachineArn":1}'],
  ['an object for a text', '{"stateMachineArn":{}}'],
  ['a text for a number', `{"stateMachineArn":"${ARN}","maxResults":"1"}`],
  ['a fraction for a number', `{"stateMachineArn":"${ARN}","maxResults":1.5}`],
])('refuses %s as a body', async (_what, body) => {
  const answer = await call('ListExecutions', body)
  expect(answer).toMatchObject({ status: 400, body: { __type: 'SerializationException' } })
  expect(answer.body.message).toEqual(expect.any(String))
})

test('tells everything that is wrong with a request at once', async () => {
  const { body } = await call('CreateStateMachine', '{"type":"FAST"}')
  expect(body).toEqual({
    __type: 'ValidationException',
    message:
      "4 validation errors detected: Value null at 'name' failed to satisfy constraint: Member must not be null; " +
      "Value null at 'definition' failed to satisfy constraint: Member must not be null; " +
      "Value null at 'roleArn' failed to satisfy constraint: Member must not be null; " +
      "Value 'FAST' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [STANDARD, EXPRESS]",
  })
})

test('refuses a member that it does not know instead of passing over it', async () => {
  const { body } = await call('ListStateMachines', '{"maxResults":1,"filter":"x"}')
  expect(body).toMatchObject({ __type: 'ValidationException' })
  expect(body.message).toContain("'filter'")
})

test('takes an empty body for an empty object', async () => {
  expect(await call('ListStateMachines', '')).toEqual({ status: 200, body: { stateMachines: [] } })
})

test('times are epoch seconds with milliseconds', async () => {
  const definition = chain(PASS)
  const before = Date.now() / 1000
  const { body } = await call('CreateStateMachine', JSON.stringify({ name: 'm', definition, roleArn: ROLE }))
  expect(body.creationDate).toBeGreaterThanOrEqual(before)
  expect(body.creationDate).toBeLessThanOrEqual(Date.now() / 1000)
  expect(Number(body.creationDate) * 1000).toBeCloseTo(Math.round(Number(body.creationDate) * 1000), 3)
})

test.each([
  'CreateActivity',
  'DescribeActivity',
  'ListActivities',
  'GetActivityTask',
  'DeleteActivity',
  'DescribeMapRun',
  'ListMapRuns',
  'UpdateMapRun',
  'TestState',
])('refuses %s by name', async (operation) => {
  const { status, body } = await call(operation, '{}')
  expect(status).toBe(400)
  expect(body.__type).toBe('UnknownOperationException')
  expect(body.message).toContain(operation)
})

test('an error tells nothing of the machine that it happened on', async () => {
  for (const body of ['x', '{"stateMachineArn":"x"}', `{"stateMachineArn":"${ARN}:9"}`]) {
    const answer = JSON.stringify(await call('StartExecution', body))
    expect(answer).not.toContain(import.meta.dirname.split('/').slice(0, 3).join('/'))
    expect(answer).not.toMatch(/\bat .*:\d+:\d+/)
  }
})
