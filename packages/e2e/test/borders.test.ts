import { execFile } from 'node:child_process'
import { cp, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { lambdas } from 'workflow'
import { finished, ROOT, scratch } from './emulator-process.ts'

/** What crosses a border: the file that is planted, its text, and the rule that refuses it. */
const TRESPASSES = [
  ['packages/kit/src/planted.ts', "import 'history'", 'what is imported is there'],
  ['packages/kit/src/undeclared.ts', "import 'commander'", 'what is imported is there'],
  ['packages/check-name/src/planted.ts', "import '../../workflow/src/index.ts'", 'check-'],
  ['packages/check-name/src/neighbour.ts', "import '../../check-email/lambda.ts'", 'check-'],
  ['packages/check-name/src/handled.ts', "import './handler.ts'", 'nobody imports a handler'],
  [
    'packages/console/src/planted.ts',
    "import { x } from '../../asl/src/index.ts'",
    'console imports only the types of asl',
  ],
  ['packages/emulator/src/planted.ts', "import '../../workflow/src/index.ts'", 'emulator imports none'],
  [
    'packages/cli/src/planted.ts',
    "import '../../workflow/src/shared/retry.ts'",
    'a package is entered by what it exports',
  ],
  ['infra/stacks/planted.ts', "import 'cdktf'", 'only infra/constructs imports CDKTF'],
  ['infra/stacks/fork.ts', "import 'cdktn'", 'only infra/constructs imports CDKTF'],
  ['infra/fork.ts', "import '@cdktn/provider-aws/lib/sns-topic/index.js'", 'only infra/constructs imports CDKTF'],
  ['infra/constructs/planted.ts', "import '@cdktf/provider-aws'", 'the provider is imported resource by resource'],
] as const
const ALLOWED = 'packages/console/src/allowed.ts'

// `pnpm check` holds the borders of packages with dependency-cruiser and finds cycles with Biome. Both must see what is
// planted in a copy.
let copy: Awaited<ReturnType<typeof scratch>>
beforeAll(async () => {
  copy = await scratch()
  const filter = (path: string) => !/\/(dist|\.types|cdktf\.out)$/.test(path)
  for (const name of ['biome.json', '.gitignore', '.dependency-cruiser.mjs', 'package.json', 'packages', 'infra']) {
    await cp(join(ROOT, name), join(copy.path, name), { recursive: true, verbatimSymlinks: true, filter })
  }
  await symlink(join(ROOT, 'node_modules'), join(copy.path, 'node_modules'))
})
afterAll(() => copy?.remove())

const plant = (file: string, text: string) => writeFile(join(copy.path, file), `${text}\n`)
const run = (tool: string, ...args: string[]) =>
  finished(execFile(join(ROOT, 'node_modules/.bin', tool), args, { cwd: copy.path }))

describe('an import across a border', () => {
  let report = ''
  beforeAll(async () => {
    for (const [file, text] of TRESPASSES) await plant(file, text)
    await plant(ALLOWED, "import type { Definition } from '../../asl/src/index.ts'")
    report = (await run('depcruise', 'packages', 'infra')).stdout
  })

  test.each(TRESPASSES)('is refused: %s', (file, _text, rule) => {
    expect(report).toMatch(new RegExp(`error .*${rule}.*: ${file} `))
  })

  test('is not refused where it takes types that it may have, and nothing else is', () => {
    expect(report).not.toContain(ALLOWED)
    const refused = [...report.matchAll(/error .+: (\S+) → /g)].map(([, file]) => file)
    expect(new Set(refused)).toEqual(new Set(TRESPASSES.map(([file]) => file)))
  })
})

test('an import cycle is refused', async () => {
  await plant('packages/cli/src/one.ts', "import { two } from './two.ts'\n\nexport const one = () => two")
  await plant('packages/cli/src/two.ts', "import { one } from './one.ts'\n\nexport const two = () => one")
  const { code, stderr } = await run('biome', 'lint', '--only=suspicious/noImportCycles', 'packages/cli/src')
  expect(stderr).toContain('noImportCycles')
  expect(code).toBe(1)
})

test.each(lambdas)('$name exports its manifest and nothing else', async ({ name }) => {
  const { exports } = JSON.parse(await readFile(join(ROOT, 'packages', name, 'package.json'), 'utf8'))
  expect(exports).toEqual({ '.': './lambda.ts' })
  const source = await readFile(join(ROOT, 'packages', name, 'lambda.ts'), 'utf8')
  expect(source.match(/^export /gm)).toHaveLength(1)
})
