import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { enrollmentApp } from '../enrollment-app.ts'
import type { Pins } from '../pins.ts'
import { settingsOf } from '../settings.ts'

/** One resource as Terraform is given it. `at` reads a value by its path, undefined where there is none. */
export interface Resource {
  stack: string
  type: string
  id: string
  /** Its own and those that its stack's provider gives to all. */
  tags: Record<string, string>
  at: (...path: (string | number)[]) => unknown
}

export interface Synthesized {
  /** The text of each stack, by its name. */
  stacks: Record<string, string>
  resources: readonly Resource[]
  /** Which stacks are deployed before each stack, by its name. */
  dependencies: Record<string, readonly string[]>
  /** The one resource of a type and, where there are more, of an id. */
  only: (type: string, where?: { stack?: string; id?: string }) => Resource
}

interface Stage {
  /** Its name. */
  stage?: string
  /** What its settings file holds. */
  file?: object
  variables?: Record<string, string>
  pins?: Pins
}

/** Synthesizes all stacks of a stage, and reads back what was written. */
export function synthesize({ stage = 'dev', file = {}, variables = {}, pins = {} }: Stage = {}): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), 'synthesized-'))
  try {
    enrollmentApp({ settings: settingsOf(stage, file, variables), pins, outdir }).synth()
    const names = readdirSync(join(outdir, 'stacks'))
    const stacks = Object.fromEntries(
      names.map((name) => [name, readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')]),
    )
    const resources = Object.entries(stacks).flatMap(([stack, text]) => resourcesOf(stack, text))
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { dependencies: string[] }>
    }
    const dependencies = Object.fromEntries(
      Object.entries(manifest.stacks).map(([name, stack]) => [name, stack.dependencies.sort()]),
    )
    return { stacks, resources, dependencies, only: (type, where = {}) => onlyOne(resources, type, where) }
  } finally {
    rmSync(outdir, { recursive: true })
  }
}

function resourcesOf(stack: string, text: string): Resource[] {
  const synthesized = JSON.parse(text) as { resource: Record<string, Record<string, unknown>> }
  const common = valueAt(synthesized, ['provider', 'aws', 0, 'default_tags', 0, 'tags'])
  return Object.entries(synthesized.resource).flatMap(([type, byId]) =>
    Object.entries(byId).map(([id, body]) => ({
      stack,
      type,
      id,
      tags: Object.assign({}, common, valueAt(body, ['tags'])),
      at: (...path) => valueAt(body, path),
    })),
  )
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown> | undefined)?.[key], value)
}

function onlyOne(
  resources: readonly Resource[],
  type: string,
  { stack, id }: { stack?: string; id?: string },
): Resource {
  const found = resources.filter(
    (resource) =>
      resource.type === type && (stack ?? resource.stack) === resource.stack && (id ?? resource.id) === resource.id,
  )
  const [resource] = found
  if (resource === undefined || found.length > 1) throw new Error(`${found.length} resources of ${type}: expected one.`)
  return resource
}
