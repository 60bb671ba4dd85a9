import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { FunctionConfiguration } from './configuration.ts'

export interface PinnedBundles {
  functions: FunctionConfiguration[]
  release(): Promise<void>
}

/**
 * Copies the folder of each bundle, which is what is deployed of a function. So a build that writes bundles while the emulator runs
 * changes nothing before the next start, which takes them together with the definitions that go with them.
 * `directory`: replaced by the copies; left out: a temporary one, removed by `release`.
 */
export async function pinBundles(
  functions: readonly FunctionConfiguration[],
  directory?: string,
): Promise<PinnedBundles> {
  if (directory !== undefined) await rm(directory, { recursive: true, force: true })
  const root = directory ?? (await mkdtemp(join(tmpdir(), 'bundles-')))
  const pinned = await Promise.all(functions.map((one, index) => pin(one, join(root, String(index)))))
  return { functions: pinned, release: () => rm(root, { recursive: true, force: true }) }
}

async function pin(configuration: FunctionConfiguration, folder: string): Promise<FunctionConfiguration> {
  const { bundle, earlierBundles } = configuration
  const pinned = { ...configuration, bundle: await copy(bundle, folder) }
  if (earlierBundles === undefined) return pinned
  const earlier = earlierBundles.map((one, index) => copy(one, `${folder}-${index + 1}`))
  return { ...pinned, earlierBundles: await Promise.all(earlier) }
}

/** A bundle that is not there is reported by the runtime, as a deployment without code would be. */
async function copy(bundle: string, folder: string): Promise<string> {
  if (!existsSync(bundle)) return bundle
  await cp(dirname(bundle), folder, { recursive: true, preserveTimestamps: true })
  return join(folder, basename(bundle))
}
