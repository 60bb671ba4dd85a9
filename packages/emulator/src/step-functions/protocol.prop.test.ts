import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestEmulator } from '../../test/test-emulator.ts'
import type { Emulator } from '../index.ts'
import { OPERATIONS } from './operations.ts'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startTestEmulator()
})
afterAll(() => emulator.close())

const NAMES = [
  'stateMachineArn',
  'executionArn',
  'name',
  'definition',
  'roleArn',
  'input',
  'maxResults',
  'nextToken',
  'tags',
  'resourceArn',
  'routingConfiguration',
  'taskToken',
  'output',
  'type',
  'publish',
]
const VALUES = [
  'arn:aws:states:us-east-1:000000000000:stateMachine:m',
  'arn:aws:states:us-east-1:000000000000:execution:m:e',
  'STANDARD',
  '{}',
  '__proto__',
  '',
]
const value = fc.oneof(fc.constantFrom(...VALUES), fc.jsonValue({ maxDepth: 2 }))
const body = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 6 }).map((object) => JSON.stringify(object)),
  fc.jsonValue({ maxDepth: 2 }).map((json) => JSON.stringify(json)),
  fc.string({ unit: 'binary' }),
)

test('whatever is sent, the answer is a result or an error of the API, never a fault', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(OPERATIONS)), body, async (operation, text) => {
      const headers = { 'x-amz-target': `AWSStepFunctions.${operation}`, 'content-type': 'application/x-amz-json-1.0' }
      const response = await fetch(emulator.url, { method: 'POST', headers, body: text })
      const answer = (await response.json()) as Record<string, unknown>
      if (response.status === 200) return
      expect(response.status).toBe(400)
      expect(answer).toEqual({ __type: expect.stringMatching(/^[A-Z][A-Za-z]+$/), message: expect.any(String) })
      expect(answer.__type).not.toBe('InternalFailure')
    }),
    { numRuns: 500 },
  )
})
