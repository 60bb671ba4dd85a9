import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { PlopTypes } from '@turbo/gen'
import { characterLimit, checkNames } from './names.ts'

const LAMBDAS = 'packages/workflow/src/lambdas.ts'
const OUTCOME = 'packages/workflow/src/outcome.ts'
const REASONS = 'packages/records/src/reasons.ts'
const FILES = ['package.json', 'lambda.ts', 'src/handler.ts']

/** A check of one more field of the request, in every place where it has to be known. It accepts what lacks the field. */
export const checkGenerator: PlopTypes.PlopGeneratorConfig = {
  description: 'A check of one more field of the request: package, tests, manifest, branch, reason code, changeset',
  prompts: [
    {
      type: 'input',
      name: 'field',
      message: 'Which field of the request does it check? (such as StudentNumber)',
      validate: (field: string) => problemOf(() => checkNames(field)),
    },
    {
      type: 'input',
      name: 'limit',
      message: 'How many characters has the field at most?',
      default: '50',
      validate: (limit: string) => problemOf(() => characterLimit(limit)),
    },
  ],
  actions: (answers = {}) => {
    const root: string = answers.turbo.paths.root
    const names = checkNames(String(answers.field))
    const data = { ...names, limit: characterLimit(String(answers.limit)) }
    const folder = `packages/${names.name}`
    // Before anything is written: half a check is worse than none.
    if (existsSync(join(root, folder)))
      throw new Error(`${folder} is there already: choose another field, or remove it.`)
    const add = (template: string, path: string): PlopTypes.AddActionConfig => ({
      type: 'add',
      path: join(root, path),
      templateFile: `templates/${template}.hbs`,
      data,
      abortOnFail: true,
    })
    const insert = (path: string, pattern: RegExp, template: string): PlopTypes.ModifyActionConfig => ({
      type: 'modify',
      path: join(root, path),
      pattern,
      template,
      data,
      abortOnFail: true,
    })
    return [
      ...FILES.map((file) => add(file, `${folder}/${file}`)),
      ...['', '.test', '.prop.test'].map((kind) => add(`src/check${kind}.ts`, `${folder}/src/${names.name}${kind}.ts`)),
      add('changeset.md', `.changeset/${names.name}.md`),
      insert(LAMBDAS, /^(?=import \{ validateDetails)/m, "import { {{ rule }} } from '{{ name }}'\n"),
      insert(LAMBDAS, /(export const checks = \{[^}]*)(?=\} as const)/, '$1  {{ state }}: {{ rule }},\n'),
      insert(OUTCOME, /^(?= {2}'COURSE_UNKNOWN')/m, "  '{{ code }}',\n"),
      insert(REASONS, /^(?= {2}COURSE_UNKNOWN:)/m, "  {{ code }}: 'this cannot be a {{ what }}',\n"),
      () => addDependency(root, names.name),
      () => format(root, [folder, 'packages/workflow', REASONS]),
      () => `next: pnpm install, pnpm turbo test --filter=${names.name}`,
    ]
  },
}

function problemOf(read: () => unknown): true | string {
  try {
    read()
    return true
  } catch (error) {
    return (error as Error).message
  }
}

function addDependency(root: string, name: string): string {
  const path = join(root, 'packages/workflow/package.json')
  const manifest = JSON.parse(readFileSync(path, 'utf8'))
  const dependencies = { ...manifest.dependencies, [name]: 'workspace:*' }
  manifest.dependencies = Object.fromEntries(Object.entries(dependencies).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`)
  return `workflow depends on ${name}`
}

/** Imports in their order, lines at their length. */
function format(root: string, paths: string[]): string {
  execFileSync(join(root, 'node_modules/.bin/biome'), ['check', '--write', ...paths], { cwd: root, stdio: 'pipe' })
  return 'formatted'
}
