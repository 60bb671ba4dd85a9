import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { CHECKSUMS, formatChecksums, parseChecksums, readTested, sha256 } from './checksums.ts'

const folder = mkdtempSync(join(tmpdir(), 'artifacts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('what is written is read again, in order', () => {
  const checksums = { 'b.zip': sha256(Buffer.from('b')), 'a.zip': sha256(Buffer.from('a')) }
  expect(formatChecksums(checksums)).toMatch(/^[0-9a-f]{64} {2}a\.zip\n[0-9a-f]{64} {2}b\.zip\n$/)
  expect(parseChecksums(formatChecksums(checksums))).toEqual(checksums)
  expect(() => parseChecksums('abc a.zip')).toThrow('has the line "abc a.zip"')
})

test('a bundle is taken only as it was tested', () => {
  const tested = Buffer.from('the tested one')
  writeFileSync(join(folder, 'a.zip'), tested)
  expect(() => readTested(folder, 'a.zip')).toThrow(`There is no ${CHECKSUMS} in`)
  writeFileSync(join(folder, CHECKSUMS), formatChecksums({ 'a.zip': sha256(tested) }))
  expect(readTested(folder, 'a.zip')).toEqual(tested)
  writeFileSync(join(folder, 'a.zip'), 'another one')
  expect(() => readTested(folder, 'a.zip')).toThrow(/^a\.zip is not what was tested: its SHA-256 is [^\n]+$/)
})
