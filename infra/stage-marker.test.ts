import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { enterStage } from './stage-marker.ts'

test('forgets where the state was when the stage changes, and only then', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'stage-'))
  const terraform = join(outdir, 'stacks/check-name/.terraform')
  try {
    enterStage(outdir, 'dev')
    mkdirSync(terraform, { recursive: true })
    writeFileSync(join(terraform, 'terraform.tfstate'), '{}')
    enterStage(outdir, 'dev')
    expect(existsSync(join(terraform, 'terraform.tfstate'))).toBe(true)
    enterStage(outdir, 'prod')
    expect(existsSync(join(terraform, 'terraform.tfstate'))).toBe(false)
  } finally {
    rmSync(outdir, { recursive: true })
  }
})
