import { execFileSync } from 'node:child_process'
import { appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { affectedPackages } from '../src/affected.ts'
import { dependentsOf, ROOT, testedPackages } from './workspace.ts'

// Each asks turbo, which reads the whole repository.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let clone: string
const git = (...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', ...args], {
    cwd: clone,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })

/** A repository with the files of this one, committed or not. */
beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'affected-'))
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT })
  for (const file of files.toString().split('\0')) {
    if (file === '' || !existsSync(join(ROOT, file))) continue
    mkdirSync(dirname(join(clone, file)), { recursive: true })
    cpSync(join(ROOT, file), join(clone, file))
  }
  git('init', '--quiet', '--initial-branch=main')
  git('add', '--all')
  git('commit', '--quiet', '--message=base')
  git('branch', 'base')
})
afterAll(() => rmSync(clone, { recursive: true, force: true }))

/** The matrix of a commit that changes one file, or adds it. */
function affectedBy(file: string): string[] {
  git('reset', '--quiet', '--hard', 'base')
  appendFileSync(join(clone, file), '\n')
  git('add', '--all')
  git('commit', '--quiet', '--message=change')
  return affectedPackages(clone, 'base')
}

test.each(['check-email', 'kit'])('a change in %s tests it and all that depend on it, and nothing else', (name) => {
  const affected = affectedBy(`packages/${name}/src/added.ts`)
  expect(affected).toEqual([name, ...dependentsOf(name)].sort())
  expect(affected.length).toBeLessThan(testedPackages().length)
})

test('a change in docs tests those that read them', () => {
  expect(affectedBy('docs/runbook.md')).toEqual(['e2e', 'infra'])
  expect(affectedBy('README.md')).toEqual(['e2e'])
})

test('a change in what all packages share tests every package', () => {
  expect(affectedBy('pnpm-workspace.yaml')).toEqual(testedPackages().sort())
})

test('a change in a workflow tests the workflows', () => {
  expect(affectedBy('.github/workflows/ci.yml')).toEqual(['ci'])
})

test('a base that is not there is refused in one line, and so is one without common history', () => {
  expect(() => affectedPackages(clone, 'origin/nowhere')).toThrow(
    /^The base "origin\/nowhere" is not in this clone[^\n]+$/,
  )
  git('checkout', '--quiet', '--orphan', 'unrelated')
  git('commit', '--quiet', '--message=unrelated')
  expect(() => affectedPackages(clone, 'base')).toThrow('has nothing in common')
})
