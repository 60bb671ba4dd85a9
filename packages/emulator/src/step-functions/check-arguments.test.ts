import {
  CreateStateMachineCommand,
  type SFNClient,
  UpdateStateMachineCommand,
  ValidateStateMachineDefinitionCommand,
} from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chain, PASS, ROLE, sfnClient, startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'

let emulator: Emulator
let sfn: SFNClient
beforeAll(async () => {
  emulator = await startTestEmulator()
  sfn = sfnClient(emulator)
})
afterAll(() => emulator.close())

const task = (service: string, given: Record<string, unknown>) =>
  chain({ Type: 'Task', Resource: `arn:aws:states:::${service}`, ...given })

/** What is found in a definition of one state, called S1, with its place in that state. */
async function findings(service: string, given: Record<string, unknown>): Promise<[string, string][]> {
  const definition = task(service, given)
  const { diagnostics = [] } = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition }))
  return diagnostics.map(({ message = '', location = '' }) => [message, location.replace('/States/S1/', '')])
}

const Key = { pk: { S: '{% $states.input.pk %}' } }

test.each([
  ['dynamodb:getItem', { Key, TableName: '{% $table %}', ConsistentRead: true }],
  ['dynamodb:putItem', '{% $states.input %}'],
  [
    'aws-sdk:dynamodb:query',
    { TableName: 't', KeyConditionExpression: 'pk = :p', ExpressionAttributeValues: '{% $v %}' },
  ],
  [
    'aws-sdk:dynamodb:transactWriteItems',
    { TransactItems: [{ Update: { TableName: 't', Key, UpdateExpression: 'x' } }] },
  ],
  ['aws-sdk:dynamodb:transactWriteItems', { TransactItems: ['{% $one %}', { Delete: '{% $two %}' }] }],
  ['aws-sdk:dynamodb:putItem', { TableName: 't', Item: { a: { M: { b: { L: [{ N: '1' }, { Nul: true }] } } } } }],
  ['aws-sdk:dynamodb:listTables', {}],
])('takes what %s takes', async (service, Arguments) => {
  expect(await findings(service, { Arguments })).toEqual([])
})

test.each<[string, unknown, [string, string][]]>([
  [
    'dynamodb:getItem',
    { Table: 't', Key },
    [
      ["The field 'TableName' is required but was missing", 'Arguments'],
      ["The field 'Table' is not supported by Step Functions", 'Arguments'],
    ],
  ],
  [
    'dynamodb:putItem',
    { TableName: 't', Item: {}, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' },
    [["The field 'ReturnValuesOnConditionCheckFailure' is not supported by Step Functions", 'Arguments']],
  ],
  ['dynamodb:deleteItem', 'key', [['The arguments of a DynamoDB task must be an object', 'Arguments']]],
  [
    'dynamodb:updateItem',
    { TableName: 't', Key: { pk: { N: 1 } } },
    [["The value for the field 'N' must be a STRING", 'Arguments/Key/pk']],
  ],
  [
    'aws-sdk:dynamodb:putItem',
    { TableName: 't', Item: { a: { M: { b: { L: [{ BOOL: 'true' }] } } } } },
    [["The value for the field 'BOOL' must be a BOOLEAN", 'Arguments/Item/a/M/b/L[0]']],
  ],
  [
    'aws-sdk:dynamodb:transactWriteItems',
    { TransactItems: [{ Put: { TableName: 't', Item: {}, Foo: 1 } }, { Drop: {} }] },
    [
      ["The field 'Foo' is not supported by Step Functions", 'Arguments/TransactItems[0]/Put'],
      ["The field 'Drop' is not supported by Step Functions", 'Arguments/TransactItems[1]'],
    ],
  ],
  [
    'aws-sdk:dynamodb:batchGetItem',
    { Keys: {} },
    [
      ["The field 'RequestItems' is required but was missing", 'Arguments'],
      ["The field 'Keys' is not supported by Step Functions", 'Arguments'],
    ],
  ],
  [
    'aws-sdk:dynamodb:transactGetItems',
    { TransactItems: { Get: {} } },
    [["The value for the field 'TransactItems' must be an ARRAY", 'Arguments']],
  ],
])('refuses what %s does not take', async (service, Arguments, expected) => {
  expect(await findings(service, { Arguments })).toEqual(expected)
})

test('a path is an argument too, and is refused as a path only', async () => {
  const Parameters = { 'TableName.$': '$.t', Key: { pk: { 'S.$': '$.pk' } } }
  const S1 = { Type: 'Task', Resource: 'arn:aws:states:::dynamodb:getItem', Parameters, End: true }
  const definition = JSON.stringify({ StartAt: 'S1', States: { S1 } })
  const { diagnostics = [] } = await sfn.send(new ValidateStateMachineDefinitionCommand({ definition }))
  expect(diagnostics.map(({ message }) => message)).toEqual(
    ['TableName.$', 'S.$'].map((field) => expect.stringContaining(`Field '${field}' is not supported here`)),
  )
})

test('CreateStateMachine and UpdateStateMachine refuse the same', async () => {
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({ name: 'm', definition: chain(PASS), roleArn: ROLE }),
  )
  const definition = task('dynamodb:getItem', { Arguments: { TableName: 't' } })
  const message =
    "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: The field 'Key' is required but was missing at /States/S1/Arguments'"
  const refused = { name: 'InvalidDefinition', message }
  await expect(sfn.send(new CreateStateMachineCommand({ name: 'n', definition, roleArn: ROLE }))).rejects.toMatchObject(
    refused,
  )
  await expect(sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition }))).rejects.toMatchObject(refused)
})
