import { readdir, readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { lambdas } from './lambdas.ts'

const PACKAGES = resolve(import.meta.dirname, '../..')

test.each(lambdas)('$name declares every error that its sources throw by name', async ({ name, errors }) => {
  const declared = [...errors.transient, ...errors.permanent]
  const thrown = await thrownIn(resolve(PACKAGES, name, 'src'))
  expect(thrown.filter((error) => !declared.includes(error))).toEqual([])
})

async function thrownIn(directory: string): Promise<string[]> {
  const files = (await readdir(directory)).filter((file) => !file.includes('.test.'))
  const sources = await Promise.all(files.map((file) => readFile(resolve(directory, file), 'utf8')))
  const names = sources.flatMap((source) => [...source.matchAll(/new (?:Transient|Permanent)Error\(\s*'(\w+)'/g)])
  return names.map((match) => match[1] ?? '')
}
