import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Settings } from '../settings.ts'

export interface StateOptions {
  settings: Settings
  /** Where the stacks are synthesized. */
  outdir: string
  /** Where state files are if no bucket is set. */
  stateFiles: string
  stacks: readonly string[]
}

/**
 * Makes sure that Terraform knows where the state of each stack of a stage was last: it remembers that beside a
 * synthesized stack (`.terraform/terraform.tfstate`), which the stages of a clone share. Otherwise a state that is to
 * move to a bucket would be taken for a new one, and everything would be planned again.
 *
 * Throws, in one line, if the state was in a bucket and the stage no longer names one, and if it has a former layout.
 */
export function rememberState({ settings, outdir, stateFiles, stacks }: StateOptions): void {
  refuseFormerLayout(join(stateFiles, stateFileName(settings.stage, 'course-enrollment')), settings.stage)
  enterStage(outdir, settings.stage)
  for (const stack of stacks) {
    const memory = memoryOf(outdir, stack)
    const file = join(stateFiles, stateFileName(settings.stage, stack))
    const backend = existsSync(memory) ? backendIn(memory) : undefined
    if (settings.stateBucket === undefined) {
      if (backend?.type === 's3') throw new Error(bucketIsGone(settings.stage, String(backend.config.bucket)))
    } else if (existsSync(file) && holdsResources(file)) {
      // Terraform leaves the file where it is when the state has moved: two states of one stack would mislead.
      if (backend?.type === 's3') renameSync(file, `${file}.moved`)
      else if (backend === undefined) writeMemory(memory, `../../../${stateFileName(settings.stage, stack)}`)
    }
  }
}

export function stateFileName(stage: string, stack: string): string {
  return `terraform.${stage}.${stack}.tfstate`
}

/**
 * Puts away what Terraform remembers of the stage that was synthesized last, and brings back what it knew of this one.
 */
function enterStage(outdir: string, stage: string): void {
  const marker = join(outdir, 'stage')
  const before = existsSync(marker) ? readFileSync(marker, 'utf8') : stage
  if (before !== stage) {
    for (const stack of foldersIn(join(outdir, 'stacks'))) {
      move(memoryOf(outdir, stack), putAway(outdir, before, stack))
    }
    for (const stack of foldersIn(join(outdir, 'backends', stage))) {
      move(putAway(outdir, stage, stack), memoryOf(outdir, stack))
    }
  }
  mkdirSync(outdir, { recursive: true })
  writeFileSync(marker, stage)
}

const memoryOf = (outdir: string, stack: string) => join(outdir, 'stacks', stack, '.terraform/terraform.tfstate')

const putAway = (outdir: string, stage: string, stack: string) =>
  join(outdir, 'backends', stage, stack, 'terraform.tfstate')

function move(from: string, to: string): void {
  if (!existsSync(from)) return
  mkdirSync(dirname(to), { recursive: true })
  copyFileSync(from, to)
  rmSync(from)
}

function foldersIn(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : []
}

interface Backend {
  type: string
  config: Record<string, unknown>
}

function backendIn(memory: string): Backend | undefined {
  return (JSON.parse(readFileSync(memory, 'utf8')) as { backend?: Backend }).backend
}

const holdsResources = (stateFile: string) => resourcesIn(stateFile).length > 0

function resourcesIn(stateFile: string): { type: string }[] {
  const { resources = [] } = JSON.parse(readFileSync(stateFile, 'utf8') || '{}') as { resources?: { type: string }[] }
  return resources
}

/** The table was part of another stack once. Deployed from there, it would be created a second time, and fail. */
function refuseFormerLayout(stateFile: string, stage: string): void {
  if (existsSync(stateFile) && resourcesIn(stateFile).some(({ type }) => type === 'aws_dynamodb_table')) {
    throw new Error(
      `The table of stage ${stage} is still part of the stack course-enrollment: move it to the stack data first (docs/runbook.md, "Upgrade a stage"). Nothing was changed.`,
    )
  }
}

/**
 * In Terraform's own form, for a clone in which it has never been run: "Backend configuration changed" is what it then
 * says.
 */
function writeMemory(memory: string, path: string): void {
  mkdirSync(dirname(memory), { recursive: true })
  const backend = { type: 'local', config: { path, workspace_dir: null }, hash: 0 }
  writeFileSync(memory, JSON.stringify({ version: 3, terraform_version: '1.10.0', backend }))
}

function bucketIsGone(stage: string, bucket: string): string {
  return `infra/stages/${stage}.json names no "stateBucket", and the state of this stage is in ${bucket}: name it again. To keep it in files after all, pull it first (runbook, "Where the state is").`
}
