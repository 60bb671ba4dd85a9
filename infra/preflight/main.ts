import { join } from 'node:path'
import { oneLine } from '../one-line.ts'
import { readPins } from '../pins.ts'
import { readSettings, type Settings } from '../settings.ts'
import { requireCredentials, requireRegion } from './aws-environment.ts'
import { requireTerraform } from './terraform.ts'

/** The commands of cdktf that ask AWS. */
const ASKING_AWS = ['deploy', 'apply', 'destroy', 'diff', 'plan', 'output', 'watch']
/** The commands that synthesize the stage. */
const SYNTHESIZING = [...ASKING_AWS, 'synth', 'synthesize', 'list', 'ls']

const [command = ''] = process.argv.slice(2)
const help = process.argv.some((argument) => ['--help', '-h', '--version'].includes(argument))

/** Before cdktf runs: prints which stage it is, and says in one line what is missing and what to do. */
await oneLine(async () => {
  if (help || !SYNTHESIZING.includes(command)) return
  const settings = readSettings(process.env)
  process.stdout.write(`${title(settings)}\n`)
  readPins(join(import.meta.dirname, '../pins.json'))
  if (!ASKING_AWS.includes(command)) return
  requireTerraform()
  await requireRegion(settings)
  await requireCredentials()
})

function title({ stage, protected: isProtected, account, region }: Settings): string {
  const overrides = ['LAMBDA_RUNTIME', 'CDKTF_AWS_PROVIDER_VERSION', 'BUNDLES']
    .filter((name) => process.env[name])
    .map((name) => `${name}=${process.env[name]}`)
  const facts = [
    ...(isProtected ? ['protected'] : []),
    ...(account === undefined ? [] : [`account ${account}`]),
    ...(region === undefined ? [] : [region]),
    ...overrides,
  ]
  return `Stage ${stage} (infra/stages/${stage}.json)${facts.map((fact) => `, ${fact}`).join('')}`
}
