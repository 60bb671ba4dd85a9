import * as sdk from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clientOptions } from '../../test/endpoint.ts'
import { startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'
import { OPERATIONS } from './operations.ts'

let emulator: Emulator
let client: sdk.LambdaClient
beforeAll(async () => {
  emulator = await startTestEmulator()
  client = new sdk.LambdaClient({ ...clientOptions, endpoint: emulator.url })
})
afterAll(async () => {
  client.destroy()
  await emulator.close()
})

/** Whatever stands in the path of any operation. */
const LABELS = {
  FunctionName: 'echo',
  Name: 'live',
  StatementId: 'a',
  LayerName: 'a',
  VersionNumber: 1,
  Arn: 'arn:aws:lambda:us-east-1:000000000000:layer:a:1',
  UUID: 'a',
  Resource: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
  ResourceArn: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
  CodeSigningConfigArn: 'arn:aws:lambda:us-east-1:000000000000:code-signing-config:a',
  CapacityProviderName: 'a',
  DurableExecutionArn: 'a',
  CallbackId: 'a',
  Qualifier: '1',
  TagKeys: ['a'],
}

const absent = Object.entries(sdk).filter(
  ([name]) => name.endsWith('Command') && name !== '$Command' && !Object.hasOwn(OPERATIONS, name.slice(0, -7)),
)

test.each(absent)('the %s of the AWS client is refused by its name', async (name, command) => {
  const Command = command as unknown as new (input: object) => sdk.InvokeCommand
  const operation = name.slice(0, -'Command'.length)
  await expect(client.send(new Command(LABELS))).rejects.toMatchObject({
    name: 'UnknownOperationException',
    message: expect.stringContaining(`"${operation}"`),
    $metadata: { httpStatusCode: 404 },
  })
})
