import { glob, readFile } from 'node:fs/promises'
import { builtinModules } from 'node:module'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT } from './room.ts'

const LAMBDAS = ['check-name', 'check-email', 'check-payment', 'validate-details']

/** Which of our packages a package may import; those in `types` only for their types. */
const MAY_IMPORT: Record<string, { packages: string[]; types?: string[] }> = {
  kit: { packages: [] },
  records: { packages: [] },
  asl: { packages: [] },
  'check-name': { packages: ['kit', 'records'] },
  'check-email': { packages: ['kit', 'records'] },
  'check-payment': { packages: ['kit', 'records'] },
  'validate-details': { packages: ['kit', 'records'] },
  workflow: { packages: [...LAMBDAS, 'records'], types: ['asl'] },
  emulator: { packages: ['asl'] },
  console: { packages: ['records'], types: ['asl'] },
  cli: { packages: ['emulator', 'records', 'workflow'] },
  infra: { packages: ['records', 'workflow'] },
}

const IMPORT = /^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s+['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

interface Import {
  file: string
  from: string
  typeOnly: boolean
}

async function importsOf(name: string): Promise<Import[]> {
  const folder = name === 'infra' ? 'infra' : `packages/${name}`
  const imports: Import[] = []
  for await (const file of glob(`${folder}/**/*.{ts,tsx}`, {
    cwd: ROOT,
    exclude: (path) => /node_modules|dist|\.types|cdktf\.out/.test(path),
  })) {
    const source = await readFile(join(ROOT, file), 'utf8')
    const tooling = /\.(?:test|fixture)\.tsx?$|\/(?:test|bench|conformance)\//.test(file)
    for (const [, type, statically, lazily] of source.matchAll(IMPORT)) {
      if (!tooling) imports.push({ file, from: statically ?? lazily ?? '', typeOnly: type !== undefined })
    }
  }
  return imports
}

test.each(Object.entries(MAY_IMPORT))(
  '%s imports none of our packages but those it may',
  async (name, { packages, types = [] }) => {
    const ours = Object.keys(MAY_IMPORT)
    const trespasses = (await importsOf(name)).filter(({ from, typeOnly }) => {
      const target = from.split('/')[0] ?? ''
      return ours.includes(target) && !packages.includes(target) && !(typeOnly && types.includes(target))
    })
    expect(trespasses).toEqual([])
  },
)

test.each(Object.keys(MAY_IMPORT))(
  '%s goes through the one door of a package, and out of its own folder by no other way',
  async (name) => {
    const ours = Object.keys(MAY_IMPORT)
    const depth = name === 'infra' ? 1 : 2
    const climbs = (await importsOf(name)).filter(({ file, from }) => {
      if (ours.some((other) => from.startsWith(`${other}/`))) return true
      const resolved = join(file, '..', from)
      return (
        from.startsWith('.') &&
        resolved.split('/').slice(0, depth).join('/') !== file.split('/').slice(0, depth).join('/')
      )
    })
    expect(climbs).toEqual([])
  },
)

test.each(Object.keys(MAY_IMPORT))('%s declares what it imports', async (name) => {
  const folder = name === 'infra' ? 'infra' : `packages/${name}`
  const manifest = JSON.parse(await readFile(join(ROOT, folder, 'package.json'), 'utf8'))
  const declared = { ...manifest.dependencies, ...manifest.devDependencies }
  const undeclared = (await importsOf(name))
    .filter(({ from }) => !from.startsWith('.') && !from.startsWith('node:') && !builtinModules.includes(from))
    .map(({ from }) =>
      from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/'),
    )
    .filter((dependency) => !(dependency in declared) && !(`@types/${dependency}` in declared))
  expect([...new Set(undeclared)]).toEqual([])
})

test.each(LAMBDAS)('%s exports its manifest and nothing else', async (name) => {
  const { exports } = JSON.parse(await readFile(join(ROOT, 'packages', name, 'package.json'), 'utf8'))
  expect(exports).toEqual({ '.': './lambda.ts' })
  const source = await readFile(join(ROOT, 'packages', name, 'lambda.ts'), 'utf8')
  expect(source.match(/^export /gm)).toHaveLength(1)
})
