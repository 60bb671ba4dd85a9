import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { synthesize } from '../synthesized.ts'

/** What is missing for a deployment to an emulator, as a sentence; undefined where nothing is. */
export function missingForDeployment(): string | undefined {
  if (!onPath('terraform')) return 'terraform is not on PATH.'
  if (emulatorUrl() === undefined && !onPath('moto_server')) {
    return 'no AWS emulator found: set AWS_ENDPOINT_URL to one, or put moto_server on PATH.'
  }
  return missingProvider()
}

/** An emulator that runs already. Only loopback addresses are taken: this test creates and destroys. */
export function emulatorUrl(): string | undefined {
  const url = process.env.AWS_ENDPOINT_URL
  if (url === undefined || url === '') return undefined
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname) ? url : undefined
}

function onPath(program: string): boolean {
  return spawnSync('which', [program]).status === 0
}

/**
 * Terraform is asked for the provider alone, which takes a second, rather than the stacks, which would take minutes.
 */
function missingProvider(): string | undefined {
  const { CDKTF_AWS_PROVIDER_VERSION = '' } = process.env
  const { stacks } = synthesize({ variables: { CDKTF_AWS_PROVIDER_VERSION } })
  const { required_providers } = JSON.parse(stacks['check-name'] ?? '{}').terraform
  const folder = mkdtempSync(join(tmpdir(), 'provider-'))
  try {
    writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ terraform: { required_providers } }))
    execFileSync('terraform', ['init', '-no-color', '-input=false'], {
      cwd: folder,
      env: { ...process.env, TF_REGISTRY_DISCOVERY_RETRY: '0', CHECKPOINT_DISABLE: '1' },
      stdio: 'ignore',
    })
    return undefined
  } catch {
    return `terraform finds no AWS provider ${required_providers.aws.version}: name a mirror in TF_CLI_CONFIG_FILE, and the version that is there in CDKTF_AWS_PROVIDER_VERSION.`
  } finally {
    rmSync(folder, { recursive: true })
  }
}
