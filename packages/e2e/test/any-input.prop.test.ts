import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type EnrollmentOutcome, reasonCodes, requestFields } from 'workflow'
import { type EmulatorProcess, scratch, startEmulatorProcess } from './emulator-process.ts'
import { runText } from './executions.ts'

let emulator: EmulatorProcess
let data: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  data = await scratch()
  emulator = await startEmulatorProcess(data.path)
})
afterAll(async () => {
  await emulator?.stop()
  await data?.remove()
})

const anything = fc.jsonValue({ maxDepth: 3 })
const or = (...likely: unknown[]) => fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...likely) }, anything)
const request = fc.record(
  {
    ...Object.fromEntries(requestFields.map((field) => [field, anything])),
    Name: or('Alison', ' john ', 'Mike', ''),
    Email: or('alison@example.com', 'JOHN@example.com', 'nobody@example.com', null),
    Payment: or('Done', 'Pending', 'paid'),
    Course: or('serverless-101', ' alchemy-1', 'COURSE#1', '', null, 42),
  },
  { requiredKeys: [] },
)

test('any JSON ends SUCCEEDED: enrolled, or cancelled with reasons that are known', async () => {
  const property = fc.asyncProperty(fc.oneof({ weight: 3, arbitrary: request }, anything), async (input) => {
    const { status, output = 'null' } = await runText(emulator.sfn, JSON.stringify(input))
    expect(status).toBe('SUCCEEDED')
    const answer = JSON.parse(output) as EnrollmentOutcome
    if (answer.status === 'ENROLLED') return
    if (answer.status !== 'CANCELLED') throw new Error(`Nobody waits in this course, but: ${answer.status}`)
    expect(answer.reasons.length).toBeGreaterThan(0)
    for (const { code } of answer.reasons) expect(reasonCodes).toContain(code)
  })
  await fc.assert(property, { numRuns: 150 })
})
