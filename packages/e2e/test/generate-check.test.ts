import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { installIn, type WorkingCopy, workingCopy } from './working-copy.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** Its own, and those that know every check. */
const TESTS = [
  'check-student-number.',
  ...['manifests', 'reasons', 'definitions', 'check-details'].map((name) => `${name}.test`),
]

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

test('a new check passes its tests, those that know every check, and the checks of types and style', async () => {
  await generate('StudentNumber', '40')
  installIn(copy.path)
  const [tests] = await Promise.all([
    run('vitest', 'run', '--root', '.', ...TESTS),
    run('tsc'),
    run('biome', 'check', '.'),
  ])
  expect(tests.stdout).toContain('check-student-number')
  const read = (file: string) => readFileSync(join(copy.path, file), 'utf8')
  expect(read('packages/workflow/src/lambdas.ts')).toContain('  LookUpStudentNumber: checkStudentNumber,\n} as const')
  expect(read('.changeset/check-student-number.md')).toContain('"check-student-number": major')
})
