import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

const ROOT = resolve(import.meta.dirname, '../..')
const CDKTF = join(ROOT, 'infra/node_modules/.bin/cdktf')
/** A PATH on which every Unix has its basic tools, and nobody installs Terraform. */
const NO_TERRAFORM = '/usr/bin:/bin'

/** Without credentials of any kind. */
const NOBODY = {
  HOME: '/nonexistent',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
}

function cdktf(args: string[], env: Record<string, string>, cwd = join(ROOT, 'infra')) {
  const { status, stdout, stderr } = spawnSync(CDKTF, args, {
    cwd,
    env: { PATH: [fakeTerraform(), process.env.PATH].join(':'), ...NOBODY, ...env },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** Claims to be Terraform: these tests only check that it is there. */
function fakeTerraform(): string {
  return join(import.meta.dirname, 'fixtures')
}

describe('the first line of the cdktf command', () => {
  test('without Terraform: where to get it', () => {
    expect(cdktf(['deploy', '*'], { PATH: NO_TERRAFORM })).toEqual({
      status: 1,
      stdout: 'Stage dev (infra/stages/dev.json)\n',
      stderr:
        'terraform is not on PATH. Install Terraform 1.10 or newer: https://developer.hashicorp.com/terraform/install\n',
    })
  })

  test('without a region: where to name one', () => {
    const { status, stderr } = cdktf(['deploy', '*'], {})
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        'No AWS region is set. Write "region": "eu-central-1", say, into infra/stages/dev.json, or set AWS_REGION.\n',
    })
  })

  test('without credentials: how to sign in', () => {
    const { status, stderr } = cdktf(['deploy', '*'], { AWS_DEFAULT_REGION: 'eu-central-1' })
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        'No AWS credentials found. Sign in (aws sso login), or set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.\n',
    })
  })

  test('with a profile that does not exist: its name', () => {
    const { stderr } = cdktf(['deploy', '*'], { AWS_REGION: 'eu-central-1', AWS_PROFILE: 'staf' })
    expect(stderr).toMatch(/^No AWS credentials found with the profile staf \([^\n]*\)\. Sign in [^\n]*\n$/)
  })

  test('with an older Terraform: which one is needed', () => {
    const { stderr } = cdktf(['deploy', '*'], { TERRAFORM_BINARY_NAME: join(fakeTerraform(), 'terraform-1.9') })
    expect(stderr).toBe('This is Terraform 1.9.8: expected 1.10 or newer. Update it.\n')
  })

  test.each([
    ['STAGE=prdo', { STAGE: 'prdo' }, /^There is no stage "prdo": [^\n]*\n$/],
    ['a former variable', { PROTECT_TABLE: 'false' }, /^PROTECT_TABLE is set and no longer read: [^\n]*\n$/],
  ])('with %s: what is wrong, before anything is built', (_, env, message) => {
    const { status, stdout, stderr } = cdktf(['synth'], env)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(message)
  })

  test('in another folder of the workspace: the same', () => {
    const { stdout, stderr } = cdktf(['deploy', '*'], { PATH: NO_TERRAFORM }, join(ROOT, 'packages/kit'))
    expect([stdout.split('\n')[0], stderr]).toEqual([
      'Stage dev (infra/stages/dev.json)',
      expect.stringContaining('terraform is not on PATH.'),
    ])
  })

  const systemNode = olderNode()
  test.skipIf(systemNode === undefined)('under an older Node: the same, since the workspace brings its own', () => {
    const script = join(ROOT, 'packages/cdktf-launcher/bin/cdktf.mjs')
    const { stdout, stderr } = spawnSync(systemNode ?? '', [script, 'deploy', '*'], {
      env: { PATH: NO_TERRAFORM, ...NOBODY },
      encoding: 'utf8',
    })
    expect(stdout).toBe('Stage dev (infra/stages/dev.json)\n')
    expect(stderr).toContain('terraform is not on PATH.')
  })

  test('in a folder that is not installed: to install it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'uninstalled-'))
    try {
      execFileSync('cp', ['-r', join(ROOT, 'packages/cdktf-launcher/bin'), join(folder, 'bin')])
      const { stderr } = spawnSync(process.execPath, [join(folder, 'bin/cdktf.mjs'), 'deploy'], { encoding: 'utf8' })
      expect(stderr).toBe('cdktf: the workspace is not installed. Run: pnpm install\n')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

/** A Node on PATH that is older than the workspace's own; undefined where there is none. */
function olderNode(): string | undefined {
  const { stdout } = spawnSync('which', ['-a', 'node'], { encoding: 'utf8' })
  return stdout.split('\n').find((path) => {
    if (path === '' || path.includes('node_modules')) return false
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' })
    return Number.parseInt(version.slice(1), 10) < 24
  })
}
