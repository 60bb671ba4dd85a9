import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type EmulatorProcess, ROOT, startEmulatorProcess } from './emulator-process.ts'
import { runnableBlocks, scriptOf } from './markdown.ts'
import { runIn, type WorkingCopy, workingCopy } from './working-copy.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 180_000 })

let copy: WorkingCopy
const run = (tool: string, ...args: string[]) =>
  promisify(execFile)(join(copy.path, 'node_modules/.bin', tool), args, { cwd: copy.path, timeout: 60_000 })
const generate = (...args: string[]) => run('gen', 'run', 'check', '--root', copy.path, '--args', ...args)

beforeAll(() => {
  copy = workingCopy()
})
afterAll(() => copy?.remove())

test.each([
  [['course', '5'], '"course" is no field'],
  [['Course', '5'], 'already'],
  [['Email', '5'], 'packages/check-email is there already'],
  [['Phone', '500'], '"500" is no limit'],
])('%j is refused, and nothing is written', async (args, message) => {
  await expect(generate(...args)).rejects.toMatchObject({ stderr: expect.stringContaining(message) })
  expect(existsSync(join(copy.path, 'packages/check-phone'))).toBe(false)
  expect(existsSync(join(copy.path, '.changeset/check-email.md'))).toBe(false)
})

// A repository that kept the check of the tutorial has that check's own tests.
const followed = existsSync(join(ROOT, 'packages/check-student-number'))
test.skipIf(followed)('the tutorial leads to a check that passes every test and check, and that answers', async () => {
  let emulator: EmulatorProcess | undefined
  let printed = ''
  try {
    for (const block of runnableBlocks('docs/adding-a-check.md')) {
      if (block.includes('--local')) emulator = await startEmulatorProcess(join(copy.path, 'data'), [], copy.path)
      const script = scriptOf(block).replaceAll('--local', `--endpoint ${emulator?.url}`)
      printed += (await runIn(copy, script)).stdout
    }
  } finally {
    await emulator?.stop()
  }
  expect(printed).toContain('check-student-number.test.ts')
  expect(printed).toContain('✘ CANCELLED')
  expect(printed).toContain('STUDENT_NUMBER_INVALID')
  const read = (file: string) => readFileSync(join(copy.path, file), 'utf8')
  expect(read('packages/workflow/src/lambdas.ts')).toContain('  LookUpStudentNumber: checkStudentNumber,\n} as const')
  expect(read('.changeset/check-student-number.md')).toContain('"check-student-number": major')
})
