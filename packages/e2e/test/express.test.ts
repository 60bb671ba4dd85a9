import type { Emulator } from 'emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBreakableEmulator } from './breakable-emulator.ts'
import { enroll } from './emulator-process.ts'

// The same workflow as an Express workflow: it answers at once, and only its effects are stored.
let emulator: Emulator
const at = (...args: string[]) => enroll([...args, '--endpoint', emulator.url])

beforeAll(async () => {
  emulator = await startBreakableEmulator('EXPRESS')
})
afterAll(() => emulator?.close())

const mike = ['start', '--name', 'Mike', '--email', 'mike@example.com', '--payment', 'Done']

test('enrolls, and knows the student the second time', async () => {
  expect(await at(...mike)).toMatchObject({ code: 0, stdout: expect.stringContaining('one seat taken') })
  expect(await at(...mike)).toMatchObject({ code: 0, stdout: expect.stringContaining('already enrolled') })
})

test('cancels with reasons, and fails with the error of what broke', async () => {
  const cancelled = await at('start', '--name', 'Mike', '--email', 'nobody@example.com', '--payment', 'Done')
  expect(cancelled).toMatchObject({ code: 2, stdout: expect.stringContaining('EMAIL_UNKNOWN') })
  const failed = await at('start', '--name', 'throws', '--email', 'mike@example.com', '--payment', 'Done')
  expect(failed).toMatchObject({ code: 1, stdout: expect.stringContaining('✘ FAILED  TypeError') })
})

test.each([['list'], ['show', 'some-execution']])('%s says that there is nothing to show', async (...args) => {
  const { code, stderr } = await at(...args)
  expect(code).toBe(1)
  expect(stderr).toContain('Express')
})
