import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface Deployer {
  stacks: () => string[]
  /** `cdktf deploy` or `cdktf destroy` of stacks; answers with what was printed. */
  cdktf: (command: 'deploy' | 'destroy', ...stacks: string[]) => Promise<string>
  synth: () => Promise<void>
  /** Runs a script of the infra folder; answers with what it printed. */
  script: (path: string, args?: string[], variables?: Record<string, string>) => Promise<string>
  /** Plans a synthesized stack: what would change, and nothing where nothing would. */
  planned: (stack: string) => Promise<string[]>
  /** The addresses of what Terraform knows to be there. */
  deployed: (stack: string) => Promise<string[]>
}

/** The tools as an engineer runs them, in the infra folder of a clone. */
export function deployer(root: string, emulator: Record<string, string>, stage = 'dev'): Deployer {
  const infra = join(root, 'infra')
  const folderOf = (stack: string) => join(infra, 'cdktf.out/stacks', stack)
  const env = {
    ...withoutAws(process.env),
    ...emulator,
    PATH: [join(infra, 'node_modules/.bin'), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
    // The clone is installed: pnpm must not try to.
    npm_config_verify_deps_before_run: 'false',
    pnpm_config_verify_deps_before_run: 'false',
    STAGE: stage,
    CI: '1',
    CHECKPOINT_DISABLE: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: 'true',
  }
  const terraform = (stack: string, ...args: string[]) =>
    run('terraform', args, { cwd: folderOf(stack), env, maxBuffer: 2 ** 26 })

  return {
    stacks: () => readdirSync(join(infra, 'cdktf.out/stacks')),
    cdktf: async (command, ...stacks) => {
      const options = ['--auto-approve', '--skip-provider-lock', '--no-color']
      const { stdout } = await run('cdktf', [command, ...stacks, ...options], {
        cwd: infra,
        env,
        maxBuffer: 2 ** 26,
      }).catch(explain)
      return stdout
    },
    synth: async () => {
      await run('cdktf', ['synth'], { cwd: infra, env, maxBuffer: 2 ** 26 }).catch(explain)
    },
    script: async (path, args = [], variables = {}) => {
      const options = { cwd: infra, env: { ...env, ...variables }, maxBuffer: 2 ** 26 }
      return (await run(process.execPath, [join(infra, path), ...args], options).catch(explain)).stdout
    },
    planned: async (stack) => {
      const empty = await terraform(stack, 'plan', '-input=false', '-detailed-exitcode', '-out=test.tfplan').then(
        () => true,
        (error) => (error.code === PLAN_HAS_CHANGES ? false : explain(error)),
      )
      return empty ? [] : changesOf((await terraform(stack, 'show', '-json', 'test.tfplan')).stdout)
    },
    deployed: async (stack) => {
      const { stdout } = await terraform(stack, 'state', 'list')
      return stdout.split('\n').filter((address) => address !== '' && !address.startsWith('data.'))
    },
  }
}

const PLAN_HAS_CHANGES = 2

function changesOf(plan: string): string[] {
  const { resource_changes } = JSON.parse(plan) as {
    resource_changes: { address: string; change: { actions: string[] } }[]
  }
  return resource_changes
    .filter(({ change }) => change.actions.some((action) => action !== 'no-op' && action !== 'read'))
    .map(({ address, change }) => `${change.actions.join('+')} ${address}`)
    .sort()
}

/** Nothing of the account that somebody is logged in to may reach the tools. */
function withoutAws(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !name.startsWith('AWS_')))
}

function explain(error: Error & { stdout?: string; stderr?: string }): never {
  throw new Error(`${error.message}\n${error.stdout ?? ''}\n${error.stderr ?? ''}`)
}
