import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmulatorProcess, ENROLL, scratch, startEmulatorProcess } from './emulator-process.ts'
import { commandBlocks, scriptOf } from './markdown.ts'

const run = promisify(execFile)

let folder: Awaited<ReturnType<typeof scratch>>
let emulator: EmulatorProcess
beforeEach(async () => {
  folder = await scratch()
  emulator = await startEmulatorProcess(join(folder.path, 'data'))
})
afterEach(async () => {
  await emulator.stop()
  await folder.remove()
})

/** The blocks of commands that an administrator types, which need nothing but a running emulator. */
const blocksOf = (page: string) => commandBlocks(page).filter((block) => block.includes('pnpm enroll'))

test.each(['README.md', 'docs/administrators.md'])(
  'every enroll command of %s does what the page says, in its order',
  { timeout: 120_000 },
  async (page) => {
    const blocks = blocksOf(page)
    expect(blocks.length).toBeGreaterThan(0)
    for (const block of blocks) {
      const script = scriptOf(block)
        .replaceAll('pnpm enroll', `"${process.execPath}" "${ENROLL}"`)
        .replaceAll('--local', `--endpoint ${emulator.url}`)
      // Fails with what the command printed.
      await run('bash', ['-euc', script], { cwd: folder.path })
    }
  },
)
