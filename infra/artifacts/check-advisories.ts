import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { oneLine } from '../one-line.ts'
import { advisoriesOf, type BillOfMaterials } from './advisories.ts'

const OUT = join(import.meta.dirname, '../artifacts.out')
const PACKAGES = join(import.meta.dirname, '../../packages')

/** Fails where the registry has an advisory of something that is in a bundle. */
await oneLine(async () => {
  const files = readdirSync(OUT).filter((file) => file.endsWith('.cdx.json'))
  const bills = files.map((file) => JSON.parse(readFileSync(join(OUT, file), 'utf8')) as BillOfMaterials)
  const registry = process.env.npm_config_registry || 'https://registry.npmjs.org/'
  const advisories = await advisoriesOf(bills, { registry, own: new Set(readdirSync(PACKAGES)) })
  if (advisories.length > 0) throw new Error(`Advisories of what ships:\n${advisories.join('\n')}`)
  process.stdout.write(`No advisory of what is in ${files.length} bundles.\n`)
})
