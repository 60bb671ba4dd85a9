import { spawn } from 'node:child_process'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finished, ROOT, scratch } from './emulator-process.ts'

const BIN = join(ROOT, 'packages/cli/bin/enroll.mjs')
let scratchFolder: Awaited<ReturnType<typeof scratch>>

beforeAll(async () => {
  scratchFolder = await scratch()
})
afterAll(() => scratchFolder?.remove())

const run = (...args: string[]) => finished(spawn(process.execPath, args, { stdio: 'pipe' }))

test('runs what is built', async () => {
  expect(await run(BIN, '--help')).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('records') })
})

test('says how to build it where it is not built', async () => {
  const bin = join(scratchFolder.path, 'cli/bin')
  await mkdir(bin, { recursive: true })
  await copyFile(BIN, join(bin, 'enroll.mjs'))
  expect(await run(join(bin, 'enroll.mjs'), 'list')).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: 'enroll: not built yet. Run: pnpm build\n',
  })
})

test('says which Node it needs where that is too old', async () => {
  const older = join(scratchFolder.path, 'older.mjs')
  const versions = `{ ...process.versions, node: '20.19.4' }`
  await writeFile(older, `Object.defineProperty(process, 'versions', { value: ${versions} })`)
  expect(await run('--import', older, BIN, 'list')).toEqual({
    code: 1,
    signal: null,
    stdout: '',
    stderr: 'enroll: Node 24 or newer is required, and this is 20.19.4. Run: pnpm enroll …\n',
  })
})
