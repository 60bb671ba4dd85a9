import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const ROOT = join(import.meta.dirname, '../../..')

interface Package {
  name: string
  scripts?: Record<string, string>
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
}

/** The packages of the workspace, as their own files say. */
export function workspace(): Package[] {
  const folders = ['infra', ...readdirSync(join(ROOT, 'packages')).map((name) => `packages/${name}`)]
  return folders
    .map((folder) => join(ROOT, folder, 'package.json'))
    .filter(existsSync)
    .map(readPackage)
}

export const readPackage = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Package

export function testedPackages(): string[] {
  return workspace()
    .filter(({ scripts }) => scripts?.test !== undefined)
    .map(({ name }) => name)
}

/** The packages that depend on one, directly or not. */
export function dependentsOf(name: string): string[] {
  const packages = workspace()
  const found = new Set([name])
  for (const one of found) {
    for (const { name: other, dependencies, devDependencies } of packages) {
      if (one in { ...dependencies, ...devDependencies }) found.add(other)
    }
  }
  found.delete(name)
  return [...found]
}
