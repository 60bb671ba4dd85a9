import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'

const INFRA = resolve(import.meta.dirname, '..')

test('only constructs/ imports CDKTF and its provider, so that a move to another one touches one folder', () => {
  const files = ['.', 'stacks', 'test', 'test/rules'].flatMap((folder) =>
    readdirSync(join(INFRA, folder))
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file)),
  )
  const importing = files.filter((file) => /from '(?:@cdktf\/|cdktf)/.test(readFileSync(join(INFRA, file), 'utf8')))
  expect(importing).toEqual([])
})

test('the provider is imported resource by resource: its whole takes seconds to load', () => {
  for (const file of readdirSync(join(INFRA, 'constructs'))) {
    const text = readFileSync(join(INFRA, 'constructs', file), 'utf8')
    expect(text).not.toMatch(/from '@cdktf\/provider-aws'|provider-aws\/lib\/index\.js'/)
  }
})
