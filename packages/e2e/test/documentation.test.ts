import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmulatorProcess, ENROLL, ROOT, scratch, startEmulatorProcess } from './emulator-process.ts'
import { commandBlocks, markdownPages, readPage, runnableBlocks, scriptOf } from './markdown.ts'
import { PNPM } from './working-copy.ts'

const ADMINISTRATORS = ['README.md', 'docs/administrators.md']
const ENGINEERS = ['docs/emulator.md', 'docs/walkthrough.md', 'docs/costs.md']
/** Its test is generate-check.test.ts. */
const TUTORIAL = 'docs/adding-a-check.md'

const byEnroll = (block: string) => block.includes('pnpm enroll')

describe('against an emulator that runs', { timeout: 120_000 }, () => {
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

  /** Rejects with what the commands printed, unless each of them ends as the page says. */
  async function run(blocks: readonly string[]) {
    expect(blocks.length).toBeGreaterThan(0)
    const script = blocks
      .map(scriptOf)
      .join('\n')
      .replaceAll('pnpm enroll', `"${process.execPath}" "${ENROLL}"`)
      .replaceAll('pnpm --filter', `${PNPM.join(' ')} --dir "${ROOT}" --filter`)
      .replaceAll('--local', `--endpoint ${emulator.url}`)
      .replaceAll('http://127.0.0.1:4566', emulator.url)
    return promisify(execFile)('bash', ['-euc', script], { cwd: folder.path })
  }

  test.each(ADMINISTRATORS)('every enroll command of %s does what the page says, in its order', async (page) => {
    await run(runnableBlocks(page).filter((block) => page !== 'README.md' || byEnroll(block)))
  })

  const hasTools =
    spawnSync('aws', ['--version']).status === 0 && spawnSync('python3', ['-c', 'import boto3']).status === 0
  if (!hasTools)
    process.stderr.write(
      'SKIPPED: the AWS CLI or boto3 is missing. Install both to run the commands of docs/emulator.md.\n',
    )

  test.skipIf(!hasTools).each(ENGINEERS)('every command of %s does what the page says, in its order', async (page) => {
    await run(runnableBlocks(page))
  })
})

test('every command of the engineer in README is one of the tutorial, which is run', () => {
  const linesOf = (blocks: string[]) =>
    blocks.flatMap((block) => block.split('\n').map((line) => line.replace(/ *# .*/, '')))
  const commands = linesOf(runnableBlocks('README.md').filter((block) => !byEnroll(block)))
  expect(commands).toContain('pnpm build')
  expect(linesOf(runnableBlocks(TUTORIAL))).toEqual(expect.arrayContaining(commands))
})

test('every block of commands is run by a test, or says why not', () => {
  const run = [...ADMINISTRATORS, ...ENGINEERS, TUTORIAL]
  const blocks = markdownPages().flatMap((page) => commandBlocks(page).map((block) => ({ page, ...block })))
  expect(blocks.filter(({ page, mark }) => mark === undefined && !run.includes(page))).toEqual([])
  for (const { page, mark } of blocks) {
    if (mark?.kind !== 'run by') continue
    expect(existsSync(join(ROOT, mark.text))).toBe(true)
    expect(readPage(mark.text)).toContain(basename(page))
  }
})
