import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createGroupWriter } from './group-writer.ts'
import { openSegment } from './segment.ts'

test.each([false, true])('after a failed write nothing more is acknowledged (sync: %s)', async (sync) => {
  const directory = mkdtempSync(join(tmpdir(), 'group-'))
  const path = join(directory, 'read-only')
  writeFileSync(path, '')
  const whole = openSegment(directory, 1)
  const broken = { ...openSegment(directory, 2), fd: openSync(path, 'r') }
  try {
    let target = whole
    const writer = createGroupWriter({ sync, target: () => target, newest: () => target })
    const placed: number[] = []
    const append = () => writer.append(Buffer.from('frame'), (_segment, offset) => placed.push(offset))
    await append()
    target = broken
    const failure = { name: 'JournalFailed', message: expect.stringMatching(/cannot be written \(EBADF.*Make room/) }
    await Promise.all([1, 2].map(() => expect(append()).rejects.toMatchObject(failure)))
    target = whole
    await expect(append()).rejects.toMatchObject(failure)
    expect(placed).toEqual([0])
    expect(whole.size).toBe(5)
  } finally {
    closeSync(whole.fd)
    closeSync(broken.fd)
    rmSync(directory, { recursive: true })
  }
})
