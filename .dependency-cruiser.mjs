/** Which of our packages a package may import; those in `types` for their types only. All else is forbidden. */
const MAY_IMPORT = {
  kit: {},
  records: {},
  history: {},
  asl: {},
  'check-[^/]+': { packages: ['kit', 'records'] },
  'validate-details': { packages: ['kit', 'records'] },
  workflow: { packages: ['records', 'check-[^/]+', 'validate-details'], types: ['asl'] },
  emulator: { packages: ['asl'] },
  intake: { packages: ['records'] },
  console: { packages: ['records', 'history', 'intake'], types: ['asl'] },
  cli: { packages: ['emulator', 'workflow', 'records', 'history', 'intake'] },
  infra: { packages: ['workflow', 'records', 'history'] },
}

/** Tests may use any package, as may e2e and bench, which nobody imports. */
const TESTS = ['\\.(test|fixture)\\.tsx?$', '^(packages/[^/]+|infra)/(test|fixtures|conformance)/']

const folderOf = (name) => (name === 'infra' ? '^(infra)/' : `^packages/(${name})/`)

const borders = Object.entries(MAY_IMPORT).flatMap(([name, { packages = [], types = [] }]) => {
  const from = { path: folderOf(name), pathNot: TESTS }
  const allowed = [...packages, ...types].map(folderOf)
  return [
    {
      name: `${name} imports none of our packages but those it may`,
      severity: 'error',
      from,
      to: { path: '^(packages|infra)/', pathNot: ['^(packages/)?$1/', ...allowed] },
    },
    ...types.map((type) => ({
      name: `${name} imports only the types of ${type}`,
      severity: 'error',
      from,
      to: { path: folderOf(type), dependencyTypesNot: ['type-only'] },
    })),
  ]
})

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...borders,
    {
      name: 'a package is entered by what it exports',
      severity: 'error',
      from: { path: '^(packages/[^/]+|infra)/' },
      to: {
        path: '^(packages/[^/]+|infra)/',
        pathNot: [
          '^$1/',
          '^packages/[^/]+/(src/index|lambda|bin/bundle-options|fixtures/histories|test/browser)\\.ts$',
          '/dist/',
        ],
      },
    },
    {
      name: 'nobody imports a handler: emulator and infra take the bundle',
      severity: 'error',
      from: { pathNot: '^packages/[^/]+/src/handler\\.test\\.ts$' },
      to: { path: '^packages/[^/]+/src/handler\\.ts$' },
    },
    {
      name: 'a package declares what it imports',
      severity: 'error',
      from: { path: '^(packages|infra)/' },
      // Our own are linked only where they are declared. These two are the root's.
      to: {
        path: 'node_modules',
        pathNot: 'node_modules/(vitest|fast-check)/',
        dependencyTypes: ['npm-no-pkg', 'npm-unknown'],
      },
    },
    {
      name: 'what is imported is there',
      severity: 'error',
      // Programs used as fixtures: one imports what is not there, one what is copied beside it.
      from: { path: '^(packages|infra)/', pathNot: '/fixtures/[^/]+\\.mjs$' },
      // What is built may not be yet.
      to: { couldNotResolve: true, pathNot: '/dist/' },
    },
    {
      name: 'only infra/constructs imports CDKTF, so that a move to another one touches one folder',
      severity: 'error',
      from: { path: '^infra/', pathNot: '^infra/constructs/' },
      // Its fork too, which is called cdktn.
      to: { path: '(^|/)(@cdkt[fn]/|cdkt[fn](/|$))' },
    },
    {
      name: 'the provider is imported resource by resource: its whole takes seconds to load',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '(^|/)@cdkt[fn]/provider-aws(/lib/index\\.js)?$' },
    },
  ],
  options: {
    // TypeScript 7 has no parser for it: without this one it would see no module.
    parser: 'swc',
    doNotFollow: { path: 'node_modules|/dist/' },
    exclude: { path: '(^|/)(cdktf\\.out|public)/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
