import { spawnSync } from 'node:child_process'
import { REQUIRED_TERRAFORM } from '../constructs/required-terraform.ts'

const [, LEAST = ''] = /(\d+\.\d+)/.exec(REQUIRED_TERRAFORM) ?? []

/** Throws where there is no Terraform, or one that is too old. */
export function requireTerraform(): void {
  const program = process.env.TERRAFORM_BINARY_NAME || 'terraform'
  const { status, stdout } = spawnSync(program, ['version', '-json'], { encoding: 'utf8' })
  if (status !== 0) {
    throw new Error(
      `${program} is not on PATH. Install Terraform ${LEAST} or newer: https://developer.hashicorp.com/terraform/install`,
    )
  }
  const { terraform_version: version } = JSON.parse(stdout) as { terraform_version: string }
  if (version.localeCompare(LEAST, 'en', { numeric: true }) < 0) {
    throw new Error(`This is Terraform ${version}: expected ${LEAST} or newer. Update it.`)
  }
}
