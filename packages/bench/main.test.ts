import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import type { Results } from './results.ts'
import { withScratch } from './shared/scratch.ts'

const run = promisify(execFile)
const MAIN = join(import.meta.dirname, 'main.ts')

test(
  'a run of one part prints its tables and writes one document with the machine, the load and every row',
  {
    timeout: 60_000,
  },
  () =>
    withScratch(async (directory) => {
      const file = join(directory, 'results.json')
      const env = { ...process.env, BENCH_SMALL: '1', BENCH_JSON: file }
      const { stdout } = await run(process.execPath, [MAIN, 'store'], { env })
      expect(stdout).toContain('Growth of the store')
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)

      const { machine, measuredAt, parts } = JSON.parse(readFileSync(file, 'utf8')) as Results
      expect(machine).toMatchObject({ cores: expect.any(Number), node: process.version })
      expect(new Date(measuredAt).toISOString()).toBe(measuredAt)
      expect(parts).toMatchObject([
        {
          name: 'store',
          complete: true,
          usedByOthers: { before: expect.any(Number), after: expect.any(Number) },
          tables: [{ columns: ['10', '20', '30', '40', 'ratio'] }],
        },
      ])
      for (const { measure, ...cells } of parts[0]?.tables[0]?.rows ?? []) {
        expect(Object.values(cells).every(Number.isFinite), measure).toBe(true)
      }
    }),
)

test('a part that does not exist is refused, with the names of those that do', async () => {
  await expect(run(process.execPath, [MAIN, 'nothing'])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No part is named "nothing". Expected a part of one of these names: interpreter,'),
  })
})
