import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterEach, expect, test } from 'vitest'
import { lambdas } from 'workflow'
import { zipModules } from './bundle.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

const manifest = { name: 'check-name', bundle: 'dist/index.mjs' }
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('the same modules make the same bytes, whenever, in whatever order and with whatever mode they were written', () => {
  const index = 'import"./chunk.mjs"'
  const one = folderOf({ 'index.mjs': index, 'chunk.mjs': 'b' })
  const other = folderOf({ 'chunk.mjs': 'b', 'index.mjs': index })
  utimesSync(join(other, 'index.mjs'), 1, 1)
  chmodSync(join(other, 'chunk.mjs'), 0o600)
  expect(hash(zipModules(one, manifest))).toBe(hash(zipModules(other, manifest)))
})

test('another byte makes another hash', () => {
  const one = zipModules(folderOf({ 'index.mjs': 'a' }), manifest)
  expect(hash(one)).not.toBe(hash(zipModules(folderOf({ 'index.mjs': 'b' }), manifest)))
})

test('the time zone changes nothing', () => {
  const folder = folderOf({ 'index.mjs': 'a' })
  const before = process.env.TZ
  const hashes = ['UTC', 'Asia/Tokyo', 'America/Los_Angeles'].map((zone) => {
    process.env.TZ = zone
    return hash(zipModules(folder, manifest))
  })
  process.env.TZ = before
  expect(new Set(hashes).size).toBe(1)
})

test('a module is packed with its source map, other files are not', () => {
  const files = { 'index.mjs': 'a', 'index.mjs.map': '{}', 'old.mjs.map': '{}', 'notes.txt': '' }
  expect(Object.keys(unzipSync(zipModules(folderOf(files), manifest)))).toEqual(['index.mjs', 'index.mjs.map'])
})

test('a bundle that was not built is refused, with what to do', () => {
  expect(() => zipModules(join(tmpdir(), 'nowhere'), manifest)).toThrow(
    'No bundle for "check-name" at packages/check-name/dist/index.mjs. Run pnpm build, or fix "bundle" in packages/check-name/lambda.ts.',
  )
})

const built = (name: string) => join(import.meta.dirname, '../packages', name, 'dist')

test.each(lambdas)('$name calls no AWS service: there is no client in its bundle, which is small', ({ name }) => {
  expect(readdirSync(built(name)).filter((file) => file.endsWith('.mjs'))).toEqual(['index.mjs'])
  // 30 KB are libraries: docs/decisions/lean-bundles.md.
  expect(statSync(join(built(name), 'index.mjs')).size).toBeLessThanOrEqual(42 * 1024)
  expect(readFileSync(join(built(name), 'index.mjs'), 'utf8')).not.toMatch(/@smithy|AWS4-HMAC/)
})

test('only what the entry imports is packed: chunks of an earlier build are not', () => {
  const folder = folderOf({
    'index.mjs': 'import{a}from"./a-1.mjs";const b=()=>import("./b-2.mjs")',
    'a-1.mjs': 'export const a=1',
    'b-2.mjs': "export * from './c-3.mjs'",
    'c-3.mjs': '',
    'c-2.mjs': 'of an earlier build',
  })
  expect(Object.keys(unzipSync(zipModules(folder, manifest)))).toEqual(['a-1.mjs', 'b-2.mjs', 'c-3.mjs', 'index.mjs'])
})
